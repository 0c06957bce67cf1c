import { ChevronDown, ChevronUp } from 'lucide-react';
import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { useCommands } from '../../app/commands';
import { remember, remembered } from '../../app/store';
import { sayTrouble } from '../../app/toasts';
import { useWorkspace } from '../../app/workspace';
import { bridge, type PolicyProblem, trouble } from '../../bridge';
import { Button, Select } from '../../components/controls';
import { StatusMark } from '../../components/StatusMark';
import { useCheck, useEdit, usePolicy } from '../draft';
import { Sentence } from '../inspector/parts';
import { select, useSelection } from '../selection';
import { ProblemDetail } from './ProblemDetail';
import {
  capital,
  countWords,
  filtered,
  goalOf,
  nameOf,
  type ProblemFilter,
  partWord,
  severityMark,
  UNFILTERED,
  walked,
  whereWords,
} from './problems';
import css from './problems.module.css';
import { useRecheck } from './recheck';

const SEVERITIES: { id: ProblemFilter['severity']; label: string }[] = [
  { id: 'all', label: 'All' },
  { id: 'error', label: 'Errors' },
  { id: 'warning', label: 'Warnings' },
  { id: 'note', label: 'Notes' },
  { id: 'muted', label: 'Muted' },
];
const ANY = '(any)';
const HERE = '(this)';

/** What could still fail, as in a code editor: found while the policy is drawn, with the record that shows it and a way to mend it. */
export function Problems() {
  const policy = usePolicy();
  const { data, error } = useCheck();
  const recheck = useRecheck();
  const edit = useEdit();
  const selected = useSelection();
  const locked = useWorkspace().read_only !== null;
  const [open, setOpen] = useState(openAtFirst);
  const [filter, setFilter] = useState<ProblemFilter>(UNFILTERED);
  const [here, setHere] = useState(false);
  const [at, setAt] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);

  const all = data?.report.problems ?? [];
  const selectedHandoff = selected?.kind === 'handoff' ? selected.key : null;
  const shown = filtered(all, { ...filter, handoff: here ? selectedHandoff : filter.handoff });
  const now = shown.find((problem) => nameOf(problem) === at) ?? shown[0] ?? null;

  const show = (is: boolean) => {
    setOpen(is);
    remember('problems', is ? 'open' : 'closed');
  };
  const pick = (problem: PolicyProblem | null) => {
    setAt(problem && nameOf(problem));
    if (problem)
      requestAnimationFrame(() =>
        list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }),
      );
  };
  const go = (problem: PolicyProblem) => {
    pick(problem);
    const goal = goalOf(policy, problem);
    if (goal) select(goal.noun, goal.key, problem.place.part);
  };
  const walk = (by: 1 | -1) => {
    const next = walked(shown, at, by);
    if (next === null) return;
    show(true);
    go(next);
  };
  const mute = async (problem: PolicyProblem, reason: string | null) => {
    const address = { rule: problem.rule, ...problem.place };
    try {
      recheck(await (reason === null ? bridge.problemUnmute(address) : bridge.problemMute(address, reason)));
    } catch (refusal) {
      sayTrouble(refusal);
    }
  };
  useCommands(() => [
    { id: 'problems.next', label: 'Next problem', group: 'Problems', keys: ['F8'], run: () => walk(1) },
    { id: 'problems.previous', label: 'Previous problem', group: 'Problems', keys: ['Shift+F8'], run: () => walk(-1) },
    { id: 'problems.toggle', label: 'Show or hide the problems', group: 'Problems', run: () => show(!open) },
  ]);
  const keys = (event: KeyboardEvent) => {
    const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
    if (by !== undefined) pick(walked(shown, now && nameOf(now), by));
    else if (event.key === 'Enter' && now) go(now);
    else if (event.key === 'Home') pick(shown[0] ?? null);
    else if (event.key === 'End') pick(shown.at(-1) ?? null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const handoffs = [...new Set(all.filter(({ place }) => place.noun === 'handoff').map(({ place }) => place.key))];
  const rules = [...new Set(all.map(({ rule }) => rule))].sort();
  const airtight = data?.report.airtight;
  const opened = all.filter(({ muted }) => muted === null);
  return (
    <section aria-label="Problems" className={css.panel} data-open={open}>
      <div className={css.bar}>
        <h2 className="t-head num">Problems {data && opened.length}</h2>
        {airtight !== undefined && (
          <span className={`chip ${airtight ? 'chip--met' : 'chip--breach'}`}>
            {airtight ? 'Airtight' : 'Not airtight'}
          </span>
        )}
        <span className={`t-small t-3 num ${css.counts}`} role="status">
          {error ? trouble(error).message : data ? `${countWords(all)}, checked in ${data.took_ms} ms` : 'Checking …'}
        </span>
        {open && all.length > 0 && (
          <div className={css.filters}>
            <Select
              label="Severity"
              labelHidden
              small
              quiet
              options={SEVERITIES}
              value={filter.severity}
              onChange={(severity) => setFilter({ ...filter, severity })}
            />
            <Select
              label="Rule"
              labelHidden
              small
              quiet
              options={[
                { id: ANY, label: 'Every rule' },
                ...rules.map((rule) => ({ id: rule, label: rule.replaceAll('-', ' ') })),
              ]}
              value={filter.rule ?? ANY}
              onChange={(rule) => setFilter({ ...filter, rule: rule === ANY ? null : rule })}
            />
            <Select
              label="Handoff"
              labelHidden
              small
              quiet
              options={[
                { id: ANY, label: 'Everywhere' },
                { id: HERE, label: 'This handoff', ...(selectedHandoff && { hint: selectedHandoff }) },
                ...handoffs.map((key) => ({ id: key, label: key })),
              ]}
              value={here ? HERE : (filter.handoff ?? ANY)}
              onChange={(key) => {
                setHere(key === HERE);
                setFilter({ ...filter, handoff: key === ANY || key === HERE ? null : key });
              }}
            />
          </div>
        )}
        <Button
          kind="quiet"
          small
          icon
          aria-expanded={open}
          aria-label={open ? 'Hide the problems' : 'Show the problems'}
          onPress={() => show(!open)}
          className={css.fold ?? ''}
        >
          {open ? <ChevronDown size={14} aria-hidden /> : <ChevronUp size={14} aria-hidden />}
        </Button>
      </div>
      {open && (
        <div className={css.body}>
          {shown.length === 0 ? (
            <p className={`t-2 ${css.none}`}>
              {noneWords(data?.report.problems.length, here && selectedHandoff === null)}
            </p>
          ) : (
            <div
              ref={list}
              className={css.list}
              role="listbox"
              aria-label="Problems found"
              tabIndex={0}
              onKeyDown={keys}
              onClick={(event) => {
                const option = (event.target as Element).closest('[role="option"]');
                const picked = option && shown[Number(option.getAttribute('data-place'))];
                if (picked) go(picked);
              }}
              {...(now && { 'aria-activedescendant': optionId(shown.indexOf(now)) })}
            >
              {shown.map((problem, place) => (
                <Row
                  key={nameOf(problem)}
                  problem={problem}
                  place={place}
                  where={whereWords(policy, problem)}
                  selected={problem === now}
                />
              ))}
            </div>
          )}
          {now && (
            <ProblemDetail
              key={nameOf(now)}
              problem={now}
              policy={policy}
              locked={locked}
              onGo={() => go(now)}
              onFix={(operation) => void edit(operation)}
              onMute={(reason) => void mute(now, reason)}
            />
          )}
        </div>
      )}
    </section>
  );
}

/** As it was left; where there is little room, the map comes first. */
function openAtFirst(): boolean {
  const left = remembered('problems');
  return left === null ? !window.matchMedia('(max-height: 520px)').matches : left !== 'closed';
}

/** Drawn anew only where it changed: a large policy may have a thousand of them. */
const Row = memo(function Row({
  problem,
  place,
  where,
  selected,
}: {
  problem: PolicyProblem;
  place: number;
  where: string;
  selected: boolean;
}) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list keeps the focus
    <div id={optionId(place)} data-place={place} role="option" className={css.row} aria-selected={selected}>
      <StatusMark status={severityMark(problem.severity)} label={problem.severity} />
      <span className="handoff__key">{where}</span>
      <span className={css.message}>
        <Sentence words={capital(problem.message)} />
      </span>
      <span className="t-3">{partWord(problem.place.part)}</span>
    </div>
  );
});

const optionId = (place: number): string => `problem-${place}`;

/** `all`: undefined while nothing is known. */
function noneWords(all: number | undefined, nothingSelected: boolean): string {
  if (all === undefined) return 'It is not checked, so that anything may still fail.';
  if (nothingSelected) return 'Select a handoff to see what could still fail in it.';
  return all === 0 ? 'Nothing could be found that may still fail.' : 'None of the problems is like this.';
}
