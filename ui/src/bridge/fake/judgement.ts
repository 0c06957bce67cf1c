import type * as T from '../types';
import { fakePackets } from './packets';
import { invented } from './random';
import { AS_OF } from './records';
import { HOUR } from './vienna';

/** Invented judgements over the draft: the words of a criterion are made as the rules make them; every count is made up. */

type Args = Record<string, unknown>;
type OnProgress = ((progress: T.Progress) => void) | undefined;

const NUMBERS = new Intl.NumberFormat('en-GB');
const constant = (value: unknown) => (typeof value === 'number' ? NUMBERS.format(value) : String(value));
const list = (values: unknown[], joint: string) => {
  const all = values.map(constant);
  const last = all.pop() ?? 'nothing';
  return all.length === 0 ? last : `${all.join(', ')} ${joint} ${last}`;
};

function says(test: T.CriterionTest): string {
  const value = 'value' in test ? test.value : undefined;
  const span = value as { n: number; unit: string };
  switch (test.is) {
    case 'one_of':
      return `is ${list(value as unknown[], 'or')}`;
    case 'none_of':
      return `is neither ${list(value as unknown[], 'nor')}`;
    case 'between':
      return `is from ${list(value as unknown[], 'to')}`;
    case 'within_last':
    case 'within_next':
      return `is ${test.is.replace('_', ' the ')} ${span.n} ${span.unit}`;
    case 'more_than_ago':
      return `is more than ${span.n} ${span.unit} ago`;
    case 'equals':
      return `is ${constant(value)}`;
    case 'not_equals':
      return `is not ${constant(value)}`;
    case 'contains':
    case 'starts_with':
      return `${test.is.replace('_', ' ')} "${value}"`;
    case 'is_true':
      return 'is yes';
    case 'is_false':
      return 'is no';
    case 'is_free_mail':
      return 'is at a public mail service';
    case 'is_blank':
    case 'is_filled':
      return test.is.replace('_', ' ');
    default:
      return `is ${test.is.replaceAll('_', ' ')} ${constant(value)}`;
  }
}

function sentence(criterion: T.Criterion, fields: T.Field[], inside = false): string {
  if ('not' in criterion) return `not ${sentence(criterion.not, fields, true)}`;
  if ('field' in criterion)
    return `*${fields.find(({ key }) => key === criterion.field)?.name ?? criterion.field}* ${says(criterion)}`;
  const parts = 'all' in criterion ? criterion.all : criterion.any;
  if (parts.length === 0) return 'all' in criterion ? 'always' : 'never';
  const said = parts
    .map((part) => sentence(part, fields, parts.length > 1))
    .join('all' in criterion ? ' and ' : ' or ');
  return inside && parts.length > 1 ? `(${said})` : said;
}

function tests(criterion: T.Criterion): T.CriterionTest[] {
  if ('field' in criterion) return [criterion];
  if ('not' in criterion) return tests(criterion.not);
  return ('all' in criterion ? criterion.all : criterion.any).flatMap(tests);
}

/** As far as the fake's own table asks. */
function holds(test: T.CriterionTest, has: unknown): boolean {
  if (has === undefined) return false;
  if (test.is === 'not_equals') return has !== test.value;
  return 'value' in test ? [test.value].flat().includes(has as never) : has === true;
}

const lowTarget: T.SlaTarget = {
  clock: 'accept',
  tier: 'low',
  target: { kind: 'business', ms: 8 * HOUR },
  reminder_percent: 50,
};

type Found = Omit<T.PolicyProblem, 'muted'> & { gone: (policy: T.Policy) => boolean };

function problemsOf(policy: T.Policy): Found[] {
  const point = (key: string) => policy.handoffs.find((one) => one.key === key);
  const rows = point('H2')?.routing.rows ?? [];
  const at = (key: string, part: T.PolicyPart) => ({ place: { noun: 'handoff' as const, key, part } });
  const none = { shown_by: null, witness: null, fixes: [] };
  const fallback: T.RoutingRow = {
    key: 'fallback',
    kind: 'fallback',
    when: { all: [] },
    assign: { to: 'role', role: 'sdr_lead', if_away: 'assign' },
    reason: 'Whatever is left',
  };
  return [
    {
      ...none,
      ...at('H2', 'routing'),
      rule: 'routing-not-total',
      severity: 'error',
      message: 'some records reach no owner: no row that always has somebody to give takes them',
      shown_by: '*Product* is Analytics and *Region* is DACH and *Segment* is Mid-market and *Open deal* is blank',
      witness: {
        record: { product: 'Analytics', region: 'DACH', segment: 'Mid-market', named_account: false, customer: false },
        now: AS_OF,
        matters: ['product', 'open_deal', 'region', 'named_account', 'segment', 'customer'],
      },
      fixes: [
        {
          label: 'Add a fallback owner',
          operation: { op: 'set', noun: 'handoff', key: 'H2', field: 'routing/rows', value: [...rows, fallback] },
        },
      ],
      gone: () => rows.some(({ kind }) => kind === 'fallback'),
    },
    {
      ...none,
      ...at('H2', 'sla'),
      rule: 'target-missing',
      severity: 'error',
      message: 'the low tier has no target, so its clock never ends',
      fixes: [
        {
          label: 'Promise 8 h business time',
          operation: {
            op: 'set',
            noun: 'handoff',
            key: 'H2',
            field: 'targets',
            value: [...(point('H2')?.targets ?? []), lowTarget],
          },
        },
      ],
      gone: () => point('H2')?.targets.some(({ tier }) => tier === 'low' || tier === null) ?? true,
    },
    {
      ...none,
      ...at('H6', 'packet'),
      rule: 'packet-unsupplied',
      severity: 'warning',
      message: 'no upstream stage supplies *Promised outcomes*',
      shown_by: 'Inquiry → MQL → AQL → Routing → SAL → SQL → Opportunity → Closed Won: nobody fills it in on the way',
      gone: () => false,
    },
    {
      ...none,
      ...at('H10', 'ownership'),
      rule: 'backup-missing',
      severity: 'warning',
      message: 'whoever is accountable has no backup',
      fixes: policy.roles.slice(0, 1).map((role) => ({
        label: `Make ${role.name} the backup`,
        operation: { op: 'set', noun: 'handoff', key: 'H10', field: 'backup_role', value: role.key },
      })),
      gone: () => point('H10')?.backup_role !== null,
    },
    {
      ...none,
      ...at('H8', 'basics'),
      rule: 'kpi-missing',
      severity: 'note',
      message: 'no KPI says whether it works',
      gone: () => point('H8')?.kpi !== null,
    },
  ];
}

const mutedName = ({ rule, place }: Pick<T.PolicyProblem, 'rule' | 'place'>) =>
  [rule, place.noun, place.key, place.part].join(' ');

/** What the check finds in a policy, with its mutes. */
export function fakeReport(policy: T.Policy, mutes: ReadonlyMap<string, string> = new Map()): T.AirtightReport {
  const problems = problemsOf(policy)
    .filter(({ gone, place }) => !gone(policy) && policy.handoffs.some(({ key }) => key === place.key))
    .map(({ gone: _, ...problem }) => ({ ...problem, muted: mutes.get(mutedName(problem)) ?? null }));
  return { airtight: problems.every(({ severity }) => severity !== 'error'), problems };
}

export function fakeJudgement(
  draft: () => T.DraftView,
  empty: boolean,
): Record<string, (args: Args, onProgress?: OnProgress) => unknown> {
  const mutes = new Map<string, string>();
  let cancelled = false;
  const check = (): T.DraftCheck => ({
    report: fakeReport(draft().policy, mutes),
    took_ms: 41,
    revision: draft().revision,
  });
  const named = ({ rule, noun, key, part }: Args) => [rule, noun, key, part].join(' ');
  const point = (key: unknown) => draft().policy.handoffs.find((one) => one.key === key);
  return {
    draft_check: check,
    problem_mute: (args) => {
      mutes.set(named(args), String(args.reason));
      return check();
    },
    problem_unmute: (args) => {
      mutes.delete(named(args));
      return check();
    },
    criteria_words: ({ criterion }) => {
      const { fields } = draft().policy;
      return {
        english: sentence(criterion as T.Criterion, fields),
        jsonlogic: JSON.stringify({ and: [{ '>=': [{ var: 'employees' }, 200] }] }),
        unknown_fields: tests(criterion as T.Criterion)
          .map(({ field }) => field)
          .filter((key) => !fields.some((field) => field.key === key)),
      } satisfies T.CriteriaWords;
    },
    criteria_evidence: ({ criterion }) => {
      const records = empty ? 0 : 868;
      const asked = tests(criterion as T.Criterion);
      const found = asked.map((test) => ({
        english: sentence(test, draft().policy.fields),
        failed: invented(JSON.stringify(test), 320),
        unknown: invented(`${JSON.stringify(test)}?`, 60),
      }));
      found.sort((a, b) => b.failed - a.failed);
      const failed = Math.min(records, Math.round((found[0]?.failed ?? 0) * 1.2));
      const unknown = Math.min(records - failed, found[0]?.unknown ?? 0);
      const of = empty ? 0 : 512;
      const share = (value: string, total: number) => ({ value, n: invented(value + failed, total), of: total });
      return {
        month: '2026-10',
        records,
        passed: records - failed - unknown,
        failed,
        unknown,
        tests: found,
        accepted_failing: { n: Math.min(of, Math.round(failed * 0.6)), of },
        by_source: [share('Paid search', 184), share('Webinar', 121), share('Partner', 96), share('Outbound', 8)],
        by_owner: [share('Tobias Kern', 201), share('Mara Lind', 166), share('Yuki Sato', 145)],
      } satisfies T.CriteriaEvidence;
    },
    ...fakePackets(draft, empty),
    routing_try: ({ handoff, values, record_id }) => {
      if (record_id !== undefined && !/^[A-Z]/.test(String(record_id)))
        throw {
          code: 'not_found',
          message: `No record is called “${record_id}”. Look it up under Records.`,
          details: null,
        };
      const rows = point(handoff)?.routing.rows ?? [];
      const given = (values ?? { region: 'DACH', product: 'Controls' }) as Record<string, unknown>;
      const steps: T.RoutingTried['steps'] = [];
      const before = ['No account is known by CRM id, domain or company name'];
      for (const [row, { when }] of rows.entries()) {
        const failing = tests(when).find((test) => !holds(test, given[test.field]));
        const name = draft().policy.fields.find(({ key }) => key === failing?.field)?.name;
        const has = failing && given[failing.field];
        steps.push(
          failing === undefined
            ? { row, verdict: 'holds', because: 'every test holds' }
            : has === undefined
              ? { row, verdict: 'unknown', because: `*${name}* is blank` }
              : { row, verdict: 'fails', because: `*${name}* is ${has === false ? 'no' : String(has)}` },
        );
        if (failing === undefined)
          return {
            owner: 'Mara Lind',
            row,
            because: `row ${row + 1} holds; in turn among Sales development`,
            before,
            steps,
          } satisfies T.RoutingTried;
      }
      return { owner: null, row: null, because: 'no row takes it', before, steps } satisfies T.RoutingTried;
    },
    routing_hits: ({ handoff }) => {
      const rows = (point(handoff)?.routing.rows ?? []).map(({ key }) => (empty ? 0 : invented(key, 700)));
      return {
        rows,
        fallback: 0,
        nobody: empty ? 0 : 312,
        cannot_judge: empty ? 0 : 41,
        records: empty ? 0 : rows.reduce((sum, n) => sum + n, 353),
      } satisfies T.RoutingHits;
    },
    ladder_fired: ({ handoff }) => {
      const ladders = (point(handoff)?.escalation ?? []).map(({ steps }, place) =>
        steps.map(({ at }, step) => {
          if (at.kind === 'regularly') return null;
          return empty ? 0 : Math.round(invented(`${place}`, 240) / (step + 1));
        }),
      );
      return { records: empty ? 0 : 868, cannot_judge: empty ? 0 : 12, ladders } satisfies T.LadderFired;
    },
    records_like: () =>
      ({ like: empty ? 0 : 3, of: empty ? 0 : 868, records: empty ? [] : [11, 42, 77] }) satisfies T.RecordsLike,
    flip_preview: async (_, onProgress) => {
      cancelled = false;
      const badge = (key: string): T.HandoffBadge => {
        const { name = '', sender = '', receiver = '' } = point(key) ?? {};
        return { key, name, sender, receiver };
      };
      for (let done = 0; done <= 868; done += 124) {
        if (cancelled) throw { code: 'cancelled', message: 'The preview was cancelled.', details: null };
        onProgress?.({ phase: 'measuring', done, total: 868 });
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      const ids = ['H2-2026-10-3', 'H2-2026-10-7', 'H2-2026-10-12', 'H2-2026-10-21'];
      const bySegment = [
        { value: 'Mid-market', n: 17 },
        { value: 'Enterprise', n: 6 },
        { value: 'SMB', n: 3 },
      ];
      return {
        past: empty ? 0 : 868,
        open: empty ? 0 : 41,
        judged: empty ? 0 : 857,
        flips: empty
          ? []
          : [
              {
                handoff: badge('H2'),
                kind: 'sla',
                from: 'met',
                to: 'breached',
                past: 26,
                open: 3,
                by_segment: bySegment,
                records: ids,
              },
              {
                handoff: badge('H2'),
                kind: 'sla',
                from: 'breached',
                to: 'met',
                past: 12,
                open: 0,
                by_segment: bySegment.slice(1),
                records: ids.slice(2),
              },
              {
                handoff: badge('H2'),
                kind: 'routing',
                from: 'nobody',
                to: 'SDR Team Lead',
                past: 9,
                open: 1,
                by_segment: bySegment.slice(0, 1),
                records: ids.slice(1),
              },
            ],
        cannot_judge: empty ? [] : [{ why: 'the tier is blank', n: 11 }],
      } satisfies T.FlipPreview;
    },
    flip_cancel: () => {
      cancelled = true;
      return null;
    },
  };
}
