import { Ellipsis } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Criterion } from '../../../bridge';
import { type Act, Button, LinkButton, Select } from '../../../components/controls';
import { type TreeActs, wayName } from './CriterionEditor';
import css from './criteria.module.css';
import { firstTest } from './operators';
import { TestFields } from './TestFields';
import { dissolve, insertAt, isTest, join, negate, nest, partsOf, type Way } from './tree';

interface Props {
  tree: Criterion;
  part: Criterion;
  way: Way;
  acts: TreeActs;
}

type GroupWords = 'all' | 'any' | 'not-all' | 'none';
const GROUPS: { id: GroupWords; label: string }[] = [
  { id: 'all', label: 'All of' },
  { id: 'any', label: 'Any of' },
  { id: 'none', label: 'None of' },
  { id: 'not-all', label: 'Not all of' },
];

/** A part of the tree with what is below it: a test, or a group with its parts. */
export function CriterionRow({ tree, part, way, acts }: Props) {
  const denied = 'not' in part;
  const inner = denied ? part.not : part;
  const innerWay = denied ? [...way, 0] : way;
  if (isTest(inner)) {
    return (
      <div className={css.row} data-way={wayName(way)}>
        {denied && <span className={css.not}>not</span>}
        <TestFields test={inner} tree={tree} way={innerWay} acts={acts} />
        <RowMenu tree={tree} way={way} part={part} acts={acts} />
      </div>
    );
  }
  if ('not' in inner) {
    return (
      <div className={css.group}>
        <span className={css.not}>not</span>
        <CriterionRow tree={tree} part={inner} way={innerWay} acts={acts} />
      </div>
    );
  }
  return <Group tree={tree} part={part} group={inner} way={way} groupWay={innerWay} acts={acts} />;
}

function Group({
  tree,
  part,
  group,
  way,
  groupWay,
  acts,
}: Props & { group: { all: Criterion[] } | { any: Criterion[] }; groupWay: Way }) {
  const parts = partsOf(group);
  const denied = part !== group;
  const joint = 'all' in group ? 'all' : 'any';
  const words: GroupWords = denied ? (joint === 'all' ? 'not-all' : 'none') : joint;
  const setWords = (next: GroupWords) => {
    const joined = join(tree, groupWay, next === 'all' || next === 'not-all' ? 'all' : 'any');
    const wantsNot = next === 'none' || next === 'not-all';
    acts.change(wantsNot === denied ? joined : negate(joined, way));
  };
  const label = GROUPS.find(({ id }) => id === words)?.label ?? '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in each row would be announced with every field in it
    <div
      className={way.length === 0 ? css.root : css.group}
      role="group"
      aria-label={`${label} ${parts.length}`}
      {...(way.length > 0 && { 'data-way': wayName(way) })}
    >
      <div className={css.groupHead} data-part="field">
        <Select label="How the tests are joined" labelHidden small options={GROUPS} value={words} onChange={setWords} />
        {way.length > 0 && <RowMenu tree={tree} way={way} part={part} acts={acts} />}
      </div>
      <ul className={css.parts}>
        {parts.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a test has no name but its place
          <li key={place}>
            <CriterionRow tree={tree} part={one} way={[...groupWay, place]} acts={acts} />
          </li>
        ))}
      </ul>
      <p className={css.adds}>
        <LinkButton
          className="t-small"
          onPress={() => acts.change(insertAt(tree, groupWay, firstTest(acts.fields[0])), [...groupWay, parts.length])}
        >
          Add a test
        </LinkButton>
        <LinkButton
          className="t-small"
          onPress={() => {
            const one = firstTest(acts.fields[0]);
            const inside: Criterion = joint === 'all' ? { any: [one] } : { all: [one] };
            acts.change(insertAt(tree, groupWay, inside), [...groupWay, parts.length, 0]);
          }}
        >
          Add a group
        </LinkButton>
      </p>
    </div>
  );
}

function RowMenu({ tree, way, part, acts }: Props) {
  const group = !isTest('not' in part ? part.not : part);
  const list: (Act & { keys?: string })[] = [
    { id: 'up', label: 'Move up', keys: 'Alt ↑', run: () => acts.move(way, false) },
    { id: 'down', label: 'Move down', keys: 'Alt ↓', run: () => acts.move(way, true) },
    {
      id: 'nest',
      label: 'Put into a group',
      run: () => {
        const nested = nest(tree, way);
        acts.change(nested.tree, nested.way);
      },
    },
    ...(group && !('not' in part)
      ? [{ id: 'dissolve', label: 'Dissolve the group', run: () => acts.change(dissolve(tree, way)) }]
      : []),
    ...(group
      ? []
      : [
          { id: 'not', label: 'not' in part ? 'Do not deny it' : 'Deny it', run: () => acts.change(negate(tree, way)) },
        ]),
    {
      id: 'copy',
      label: 'Repeat',
      run: () =>
        acts.change(insertAt(tree, way.slice(0, -1), part, (way.at(-1) ?? 0) + 1), [
          ...way.slice(0, -1),
          (way.at(-1) ?? 0) + 1,
        ]),
    },
    { id: 'remove', label: 'Remove', keys: 'Alt ⌫', run: () => acts.remove(way) },
  ];
  return (
    <span data-part="menu" className={css.menu}>
      <MenuTrigger>
        <Button kind="quiet" small icon aria-label={group ? 'What to do with this group' : 'What to do with this test'}>
          <Ellipsis size={14} aria-hidden />
        </Button>
        <Popover className="menu" offset={4} placement="bottom end">
          <Menu className="menu__list" onAction={(id) => list.find((act) => act.id === id)?.run()}>
            {list.map((act) => (
              <MenuItem key={act.id} id={act.id} className="menu__item" textValue={act.label}>
                <span>{act.label}</span>
                {act.keys && <span className="t-3">{act.keys}</span>}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </span>
  );
}
