import type { DiffGroup, PolicyDiff } from '../../bridge';
import { LinkButton } from '../../components/controls';
import { select } from '../selection';
import css from './publish.module.css';

const SIGNS = { added: '+', removed: '−', renamed: '~', reordered: '~', changed: '~' } as const;
const SAID = { added: 'added', removed: 'removed', renamed: 'renamed', reordered: 'reordered', changed: 'changed' };

/** How two policies differ, in sentences under what they are about. */
export function DiffList({ diff, none }: { diff: PolicyDiff; none: string }) {
  if (diff.groups.length === 0) return <p className="t-2">{none}</p>;
  return (
    <div className={css.groups}>
      {diff.groups.map((group) => (
        <section key={`${group.noun} ${group.key} ${group.title}`}>
          <h3 className={css.groupTitle}>
            <Title group={group} />
          </h3>
          <ul>
            {group.changes.map((change) => (
              <li key={change.sentence} className={css.change} data-kind={change.kind}>
                <b role="img" aria-label={SAID[change.kind]}>
                  {SIGNS[change.kind]}
                </b>
                <span className="num">{change.sentence}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Title({ group }: { group: DiffGroup }) {
  const { noun, key, title } = group;
  if (key === null || (noun !== 'handoff' && noun !== 'stage' && noun !== 'team')) return title;
  return <LinkButton onPress={() => select(noun, key)}>{title}</LinkButton>;
}
