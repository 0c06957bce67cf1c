import type * as T from '../types';
import {
  ACTIONS,
  action,
  changes,
  DECISIONS,
  decision,
  effectOf,
  failures,
  hidden,
  kpis,
  LAST,
  NAMES,
  REPEATS,
  recycle,
  waterfall,
} from './council-values';
import { COLUMNS } from './figures';
import { AS_OF, badge, MONTHS } from './records';
import { DUE, quarterly, weekly } from './rounds';
import { DAY } from './vienna';

/** What a council decides and signs, held in memory. */

const run = (text: string, strong = false): T.NoteRun => ({ text, strong, emphasis: false, code: false });

/** What the rules read out of the notes below. */
const NOTED: T.NoteBlock[] = [
  { is: 'heading', level: 1, runs: [run('Capacity')] },
  {
    is: 'paragraph',
    runs: [run('The EMEA pod was two short from the 12th.'), run('\n'), run('Jonas asks for the cut-off.')],
  },
  {
    is: 'list',
    first: null,
    items: [
      [{ is: 'paragraph', runs: [run('Next time', true), run(' look at H6 first')] }],
      [{ is: 'paragraph', runs: [run('the plan (https://plan.example)')] }],
    ],
  },
];

type Answer = (args: Record<string, unknown>) => unknown;

export function fakeCouncil(
  situation: string,
  changed: () => void,
  summary: () => T.WorkspaceSummary,
): Record<string, Answer> {
  let decisions = situation === 'first' ? [] : DECISIONS;
  let actions = situation === 'first' ? [] : ACTIONS;
  let notes: T.CouncilNotes = {
    text: '## Capacity\n\nThe EMEA pod was two short from the 12th.\nJonas asks for the cut-off.\n\n- **Next time** look at H6 first\n- [the plan](https://plan.example)',
    by: 'dokafor',
    at: AS_OF,
    version: 1,
    blocks: NOTED,
  };
  let attendance: T.Attendance = {
    people: [
      { person: 'dokafor', present: true },
      { person: 'psen', present: true },
    ],
    version: 1,
  };
  const signedBy = (by: string): T.SignOff => ({
    number: 1,
    month: LAST,
    signatures: [{ by, at: AS_OF + DAY }],
    policy_version: 7,
    batch: 14,
    as_of: AS_OF,
    audit_head: '7f3ad2c90b1e55f0c1',
    audit_entries: 1_204,
    digest: 'c0ffee5ad1e2b3',
    reopened: null,
  });
  let signOff: T.SignOff | null = situation === 'signed' || situation === 'reopened' ? signedBy('dokafor') : null;
  if (signOff && situation === 'reopened')
    signOff = {
      ...signOff,
      reopened: { by: 'psen', at: AS_OF + 2 * DAY, reason: 'late records of the EMEA pod came in' },
    };
  let done: string[] = [];
  const refused = (message: string) => ({ code: 'invalid', message, details: null });
  const kept = <R>(value: R): R => {
    changed();
    return value;
  };
  const council = (month: string): T.Council => {
    const state = signOff === null || month !== LAST ? 'open' : signOff.reopened ? 'reopened' : 'signed';
    return {
      month,
      state,
      waiting_for: attendance.people
        .filter(({ present, person }) => present && !signOff?.signatures.some(({ by }) => by === person))
        .map(({ person }) => person),
      sign_offs: month === LAST && signOff !== null ? [signOff] : [],
      differences:
        situation === 'signed' && state === 'signed'
          ? [
              {
                handoff: badge('H3'),
                metric: 'sla_accept',
                title: 'Acceptance breach rate',
                unit: 'share',
                frozen: 0.31,
                frozen_n: 214,
                live: 0.29,
                live_n: 221,
                sentence: 'H3 Acceptance breach rate: 31 % (n 214) was signed, 29 % (n 221) today.',
              },
            ]
          : [],
      changes: situation === 'first' ? [] : changes(),
      figures: {
        kpis: kpis(month),
        waterfalls: [waterfall(null, 868), waterfall('H2', 411), waterfall('H3', 214)],
        recycle: recycle(),
        hidden:
          situation === 'first'
            ? { found: [], standing_out: 0, compared: 214, sentence: 'None of 214 parts stands out.' }
            : hidden(),
        ...(situation === 'first' ? { breaches: [], breached: 0 } : failures(month)),
      },
      repeats: situation === 'first' ? [] : REPEATS(),
      decisions: decisions.map((one) => ({
        decision: one,
        name: `D-${one.number}`,
        handoff: one.handoff === null ? null : badge(one.handoff),
        metric_title: COLUMNS.find((column) => column.metric === one.metric)?.title ?? 'Volume',
        unit: COLUMNS.find((column) => column.metric === one.metric)?.unit ?? 'count',
        effect:
          one.status === 'decided' && one.handoff !== null
            ? effectOf(one.handoff, one.metric, one.made_in, one.expects.way)
            : null,
        is_signed: state === 'signed' || one.made_in < month,
      })),
      actions: actions
        .map((one) => ({
          action: one,
          name: `A-${one.number}`,
          owner_name: NAMES[one.owner] ?? one.owner,
          is_done: one.done_at !== null,
          carried: MONTHS.indexOf(month) - MONTHS.indexOf(one.made_in),
          late_days: one.done_at === null && one.due < '2026-10-31' ? 6 : 0,
        }))
        .toSorted((a, b) => Number(a.is_done) - Number(b.is_done) || a.action.due.localeCompare(b.action.due)),
      notes,
      attendance,
    };
  };
  return {
    council: ({ month }) => (situation === 'empty' ? null : council(String(month))),
    decision_save: ({ decision: given, by }) => {
      const draft = given as T.DecisionDraft;
      const before = decisions.find(({ id }) => id === draft.id);
      const number = before?.number ?? Math.max(30, ...decisions.map((one) => one.number)) + 1;
      const next: T.CouncilDecision = {
        ...decision(number, draft.text, draft.handoff ?? '', draft.metric, draft.made_in, draft.status),
        handoff: draft.handoff,
        expects: draft.expects,
        policy_version: draft.policy_version,
        by: String(by),
        version: (before?.version ?? 0) + 1,
      };
      decisions = before ? decisions.map((one) => (one === before ? next : one)) : [...decisions, next];
      return kept(next);
    },
    decisions: () => decisions,
    decision_carried_out: ({ id, policy_version }) => {
      decisions = decisions.map((one) =>
        one.id === id ? { ...one, policy_version: Number(policy_version), version: one.version + 1 } : one,
      );
      return kept(decisions.find((one) => one.id === id));
    },
    action_save: ({ action: given, by }) => {
      const draft = given as T.ActionDraft;
      const before = actions.find(({ id }) => id === draft.id);
      const number = before?.number ?? Math.max(10, ...actions.map((one) => one.number)) + 1;
      const next = {
        ...action(number, draft.text, draft.owner, draft.due, draft.made_in),
        decision: draft.decision,
        made_by: String(by),
      };
      actions = before ? actions.map((one) => (one === before ? next : one)) : [...actions, next];
      return kept(next);
    },
    action_remove: ({ id }) => {
      const gone = actions.find((one) => one.id === id);
      actions = actions.filter((one) => one !== gone);
      return kept(gone);
    },
    action_done: ({ id, done, by }) => {
      actions = actions.map((one) =>
        one.id === id ? { ...one, done_at: done ? AS_OF : null, done_by: done ? String(by) : null } : one,
      );
      return kept(actions.find((one) => one.id === id));
    },
    notes_save: ({ text, version, by }) => {
      if (version !== notes.version) throw refused('Somebody else wrote in these notes meanwhile.');
      // The fake does not read Markdown: a paragraph is a paragraph.
      const blocks = String(text)
        .split(/\n{2,}/)
        .filter((part) => part !== '');
      notes = {
        text: String(text),
        by: String(by),
        at: AS_OF,
        version: notes.version + 1,
        blocks: blocks.map((part) => ({ is: 'paragraph', runs: [run(part)] })),
      };
      return kept(notes);
    },
    attendance_save: ({ people }) => {
      attendance = { people: people as T.Attendee[], version: attendance.version + 1 };
      return kept(attendance);
    },
    sign_off: ({ by }) => {
      signOff = signedBy(String(by));
      return kept(signOff);
    },
    reopen: ({ reason, by }) => {
      if (signOff === null) throw refused('October 2026 is not signed.');
      signOff = {
        ...signOff,
        reopened: { by: String(by), at: AS_OF + 2 * DAY, reason: String(reason) },
      };
      return kept(signOff);
    },
    cadence: (): T.CadenceItem[] =>
      situation === 'empty' ? [] : DUE.filter(({ kind, period }) => !done.includes(`${kind} ${period}`)),
    cadence_done: ({ kind, period, by }) => {
      done = [...done, `${kind} ${period}`];
      return kept({ kind: kind as T.CadenceKind, period: String(period), by: String(by), at: AS_OF });
    },
    weekly_missed: weekly,
    quarterly,
    cadence_ical: () => `/home/dana/Documents/${summary().company}.ics`,
    pack_save: ({ month, format }) => `/home/dana/Documents/Review ${month}.${format}`,
    pack_cancel: () => null,
  };
}
