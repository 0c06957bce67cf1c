import { durationText } from '../../components/durations';
import type * as T from '../types';
import { deskCases, isOpen } from './desk-cases';
import { measures } from './desk-measures';
import { cancelFakeImport, underWay } from './imports';
import { AS_OF, badge, fakeRecords } from './records';
import { DAY, HOUR, openBetween } from './vienna';

/** The invented desk: enough of the rules that a person is refused, an act is written down, and one can be taken back. */

type Args = Record<string, unknown>;
type Answer = (args: Args, onProgress?: (progress: T.Progress) => void) => unknown;

/** The last one is no name: some imports bring none. */
const COMPANIES = ['Kestrel Freight', 'Maribor Steel', 'Linz Optics', 'Alder & Voss', 'Tessera Analytics', null];
const ZEROS = '0'.repeat(64);

/** Looks like a hash, and is none. */
function digest(text: string): string {
  let state = 2_166_136_261;
  let hex = '';
  while (hex.length < 64) {
    for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 16_777_619) >>> 0;
    state = Math.imul(state ^ hex.length, 16_777_619) >>> 0;
    hex += state.toString(16).padStart(8, '0');
  }
  return hex.slice(0, 64);
}

const PAST: Record<T.CaseAct['act'], string> = {
  assign: 'case.assigned',
  set_severity: 'case.severity_set',
  note: 'case.noted',
  dispute: 'case.disputed',
  resolve: 'case.resolved',
  reopen: 'case.reopened',
  override: 'case.overridden',
  take_back: 'case.override_taken_back',
};

class Refused extends Error {}

export function fakeDesk(situation: string, policy: () => T.Policy, changed: () => void): Record<string, Answer> {
  const empty = situation === 'empty' || situation === 'untyped';
  let outdated = situation === 'outdated';
  const cases = new Map(
    (empty ? [] : deskCases(policy(), situation === 'many' ? 3_000 : null, situation === 'cleared')).map((one) => [
      one.number,
      one,
    ]),
  );
  const trail: T.AuditListed[] = [];
  let now = AS_OF;

  const write = (
    at: number,
    actor: string,
    act: string,
    subject: string,
    said: T.CaseAct | Record<string, string>,
    before: T.ExceptionCase | null,
    after: T.ExceptionCase,
  ) => {
    const entry: T.AuditEntry = { number: trail.length + 1, at, actor, act, subject, said, before, after };
    trail.push({ entry, hash: digest(`${trail.at(-1)?.hash ?? ZEROS}\n${JSON.stringify(entry)}`) });
  };
  for (const one of cases.values()) {
    write(one.raised_at, '', 'case.raised', `EX-${one.number}`, { because: one.because }, null, one);
    if (one.owner !== null)
      write(
        one.raised_at + HOUR / 2,
        'dokafor',
        'case.assigned',
        `EX-${one.number}`,
        { act: 'assign', to: one.owner },
        one,
        one,
      );
  }

  const personName = (key: string) => policy().people.find((one) => one.key === key)?.name ?? key;
  const roleWords = (key: string) => {
    const names = policy()
      .people.filter(({ roles }) => roles.includes(key))
      .map(({ name }) => name);
    const role = policy().roles.find((one) => one.key === key)?.name ?? key;
    return `${role} (${names.length > 0 ? names.join(', ') : 'held by nobody'})`;
  };
  const kindOf = (key: string) => policy().exception_types.find((one) => one.key === key);
  const rankOf = (key: string) => policy().severities.findIndex((one) => one.key === key);
  const rights = (one: T.ExceptionCase) =>
    policy().decision_rights.filter(({ exception_type: of }) => of === null || of === one.exception_type);
  const refusal = (one: T.ExceptionCase, verb: string, actor: string): string | null => {
    const held = rights(one).filter((right) => right.verb === verb);
    const holder = policy().people.find(({ key }) => key === actor);
    if (held.some((right) => holder?.roles.includes(right.role))) return null;
    const name = policy().verbs.find(({ key }) => key === verb)?.name ?? verb;
    const what = `"${name}" on a case of the type ${kindOf(one.exception_type)?.name}, ${one.severity.toUpperCase()}`;
    const who = held.map(
      (right) =>
        `${roleWords(right.role)} may${right.approved_by === null ? '' : `, with the approval of ${roleWords(right.approved_by)}`}`,
    );
    return `${personName(actor)} may not do ${what}. ${who.join('; ')}.`;
  };

  const row = (one: T.ExceptionCase): T.CaseRow => {
    const open = isOpen(one);
    const { due_at: due } = one;
    const target = kindOf(one.exception_type)?.targets.find(({ severity }) => severity === one.severity)?.target;
    const promised = target ?? policy().severities.find(({ key }) => key === one.severity)?.target;
    const counting = promised?.kind === 'elapsed' ? 'elapsed' : 'business';
    const openTime = (from: number, to: number) => (to < from ? -openBetween(to, from) : openBetween(from, to));
    const counted = (from: number, to: number) => (counting === 'elapsed' ? to - from : openTime(from, to));
    const ms = due === null ? 0 : counted(now, due);
    const whole = due === null ? 0 : counted(one.raised_at, due);
    const kind = kindOf(one.exception_type);
    const answers = policy().people.find(({ roles }) => roles.includes(kind?.owner_role ?? ''));
    const role = policy().roles.find(({ key }) => key === kind?.owner_role)?.name ?? kind?.owner_role;
    return {
      case: one,
      name: `EX-${one.number}`,
      called: COMPANIES[one.number % COMPANIES.length] ?? null,
      type_name: kindOf(one.exception_type)?.name ?? one.exception_type,
      severity_name: policy().severities.find(({ key }) => key === one.severity)?.name ?? one.severity,
      handoff: badge(one.passage.handoff),
      owner_name: one.owner === null ? null : personName(one.owner),
      escalated_to_name: policy().roles.find(({ key }) => key === one.escalated_to)?.name ?? null,
      due:
        due === null
          ? 'none'
          : !open
            ? (one.resolved_at ?? 0) <= due
              ? 'kept'
              : 'missed'
            : now > due
              ? 'past'
              : ms * 2 < whole
                ? 'soon'
                : 'in_time',
      left:
        due === null || !open
          ? null
          : {
              counting,
              ms,
              whole_ms: whole,
              calendar: counting === 'elapsed' ? null : 'Vienna office, Europe/Vienna',
              words: `${durationText(Math.floor(Math.abs(ms) / 60_000) * 60_000)} of ${counting} time ${now > due ? 'over' : 'left'}`,
            },
      suggested:
        !open || one.owner !== null || kind === undefined
          ? null
          : {
              person: answers?.key ?? null,
              name: answers?.name ?? role ?? '',
              because: `${role} resolves cases of the type ${kind.name}${answers === undefined ? ', and nobody holds it. Give one of these roles to somebody who is there.' : `; ${answers.name} alone holds it, with 2 open cases.`}`,
            },
      open_ms: (one.resolved_at ?? now) - one.raised_at,
    };
  };

  const desk = (query: T.CaseQuery): T.ExceptionDesk => {
    const all = [...cases.values()];
    const open = all.filter(isOpen);
    const text = query.text?.toLowerCase() ?? '';
    const is = (wanted: string | null, value: string) => wanted === null || wanted === value;
    const found = all
      .filter(
        (one) =>
          (!query.open || isOpen(one)) &&
          is(query.exception_type, one.exception_type) &&
          is(query.severity, one.severity) &&
          is(query.handoff, one.passage.handoff) &&
          is(query.owner, one.owner ?? '') &&
          `EX-${one.number} ${one.passage.record_id} ${one.because}`.toLowerCase().includes(text),
      )
      .sort(
        (a, b) =>
          rankOf(a.severity) - rankOf(b.severity) ||
          (a.due_at ?? Number.POSITIVE_INFINITY) - (b.due_at ?? Number.POSITIVE_INFINITY) ||
          a.number - b.number,
      );
    return {
      now,
      as_of: empty ? null : AS_OF,
      rows: found.map(row),
      found: found.length,
      open: open.length,
      past_target: open.filter(({ due_at }) => due_at !== null && due_at < now).length,
      resolved_lately: all.filter(({ resolved_at }) => resolved_at !== null && resolved_at > now - 7 * DAY).length,
      by_severity: policy().severities.map(({ key }) => [key, open.filter(({ severity }) => severity === key).length]),
      history: empty ? 0 : 412,
      standing: outdated ? 'outdated' : 'current',
      audit: verified(),
    };
  };
  const verified = (): T.AuditState =>
    situation === 'broken'
      ? { entries: 11, head: digest('11'), broken: { number: 12, what: 'its hash is not that of its content' } }
      : { entries: trail.length, head: trail.at(-1)?.hash ?? ZEROS, broken: null };

  const done = (one: T.ExceptionCase, act: T.CaseAct, actor: string): T.ExceptionCase => {
    if (actor === '') throw new Refused('Nobody is named who does it. Say who you are.');
    const kind = kindOf(one.exception_type);
    const audited = (fields: Record<string, string>) => {
      const blank = (kind?.audit_fields ?? []).filter(({ key }) => !fields[key]?.trim());
      if (blank.length > 0)
        throw new Refused(
          `A case of the type ${kind?.name} is not closed or overridden without: ${blank.map(({ name }) => name).join(', ')}.`,
        );
    };
    const said = (what: string, text: string) => {
      if (text.trim() === '')
        throw new Refused(`It says no ${what}. Write it down, for whoever looks at the audit trail.`);
    };
    const resolved = (fields: Record<string, string>): Partial<T.ExceptionCase> => {
      audited(fields);
      return { status: 'resolved', resolved_at: now, audit_fields: fields, escalated_to: null };
    };
    switch (act.act) {
      case 'assign':
        return { ...one, owner: act.to };
      case 'set_severity': {
        said('reason', act.reason);
        const target = policy().severities.find(({ key }) => key === act.severity)?.target;
        return {
          ...one,
          severity: act.severity,
          due_at: target != null && 'ms' in target ? one.raised_at + target.ms : null,
        };
      }
      case 'note':
        said('note', act.text);
        return { ...one, notes: one.notes + 1 };
      case 'dispute': {
        said('what is disputed', act.text);
        const above = policy().roles.find(({ key }) => key === (one.escalated_to ?? kind?.owner_role))?.reports_to;
        return { ...one, status: 'disputed', notes: one.notes + 1, escalated_to: above ?? 'council' };
      }
      case 'resolve': {
        const holder = policy().people.find(({ key }) => key === actor);
        const roles = [kind?.owner_role ?? '', ...(kind?.helper_roles ?? [])];
        if (one.owner !== actor && !roles.some((role) => holder?.roles.includes(role)))
          throw new Refused(
            `EX-${one.number} may be resolved by its owner or by who answers for its type; ${personName(actor)} is not one of them: ${roles.map(roleWords).join('; ')}.`,
          );
        said('reason', act.reason);
        said('next step', act.next_step.text);
        return { ...one, ...resolved(act.audit_fields), root_cause: act.root_cause };
      }
      case 'reopen':
        said('reason', act.reason);
        return { ...one, status: 'open', resolved_at: null, reopened: one.reopened + 1, notes: one.notes + 1 };
      case 'override': {
        const refused = refusal(one, act.verb, actor);
        if (refused !== null) throw new Refused(refused);
        said('reason', act.reason);
        said('next step', act.next_step.text);
        audited(act.audit_fields);
        const right = rights(one).find(({ verb }) => verb === act.verb);
        if (right?.approved_by != null && act.approver === null)
          throw new Refused(
            `Nobody is named who approved it: this needs the approval of ${roleWords(right.approved_by)}.`,
          );
        const made: T.Override = {
          verb: act.verb,
          right: right?.key ?? act.verb,
          actor,
          approver: act.approver ?? actor,
          reason: act.reason,
          next_step: act.next_step,
          at: now,
          effect: act.effect,
          taken_back_at: null,
        };
        return { ...one, overrides: [...one.overrides, made], ...(act.resolves && resolved(act.audit_fields)) };
      }
      case 'take_back':
        return {
          ...one,
          overrides: one.overrides.map((made, at) => (at === act.place ? { ...made, taken_back_at: now } : made)),
        };
    }
  };

  const actOn = (number: number, act: T.CaseAct, actor: string): T.ActDone => {
    const before = cases.get(number);
    if (before === undefined) return { number, case: null, refused: `There is no case EX-${number}.` };
    try {
      const after = done(before, act, actor);
      cases.set(number, after);
      write(now, actor, PAST[act.act], `EX-${number}`, act, before, after);
      return { number, case: after, refused: null };
    } catch (error) {
      if (error instanceof Refused) return { number, case: before, refused: error.message };
      throw error;
    }
  };

  return {
    exceptions: ({ query }) => desk(query as T.CaseQuery),
    exception: ({ number, actor }) => {
      const one = cases.get(Number(number));
      if (one === undefined) throw { code: 'not_found', message: `There is no case EX-${number}.`, details: null };
      const record = fakeRecords().find(
        ({ recordId, handoff }) => recordId === one.passage.record_id && handoff === one.passage.handoff,
      );
      return {
        row: row(one),
        record: record?.id ?? null,
        history: trail.filter(({ entry }) => entry.subject === `EX-${one.number}`),
        audit_fields: kindOf(one.exception_type)?.audit_fields ?? [],
        rights: rights(one).map(({ verb, approved_by }) => ({
          verb,
          name: policy().verbs.find(({ key }) => key === verb)?.name ?? verb,
          approved_by,
          refused: refusal(one, verb, String(actor)),
        })),
      } satisfies T.CaseDetail;
    },
    exception_record_owner: () =>
      ({
        owner: 'Mara Lindt',
        because: 'row 3 (Territory): passes: *Region* is DACH',
      }) satisfies T.CaseRecordOwner,
    exception_act: ({ numbers, act, actor }) => {
      now += 60_000;
      const all = (numbers as number[]).map((number) => actOn(number, act as T.CaseAct, String(actor)));
      changed();
      return all;
    },
    exception_report: ({ reported, actor }) => {
      const { passage, exception_type, severity, text, subtype } = reported as T.ExceptionReported;
      if (!fakeRecords().some(({ recordId }) => recordId === passage.record_id))
        throw {
          code: 'not_found',
          message: `There is no record ${passage.record_id} at that handoff. Nothing was written. Choose one that is there.`,
          details: null,
        };
      const number = Math.max(1_000, ...cases.keys()) + 1;
      const target = policy().severities.find(({ key }) => key === severity)?.target;
      const one: T.ExceptionCase = {
        number,
        status: 'open',
        passage,
        rule: 'reported',
        part: String(number),
        exception_type,
        subtype,
        severity,
        because: text,
        arose: now,
        ended: null,
        stands: true,
        raised_at: now,
        due_at: target != null && 'ms' in target ? now + target.ms : null,
        owner: null,
        escalated_to: null,
        root_cause: null,
        resolved_at: null,
        notes: 0,
        reopened: 0,
        overrides: [],
        audit_fields: {},
      };
      cases.set(number, one);
      write(now, String(actor), 'case.reported', `EX-${number}`, { text }, null, one);
      changed();
      return one;
    },
    exceptions_open: () => (outdated ? null : [...cases.values()].filter(isOpen).length),
    exceptions_detect: async (_, onProgress) => {
      await underWay(onProgress, 1_000_000);
      outdated = false;
      changed();
      return null;
    },
    exceptions_detect_cancel: () => {
      cancelFakeImport();
      return null;
    },
    exception_measures: () => measures(policy(), [...cases.values()], empty),
    exceptions_export: () => '/home/dana/Documents/exceptions.csv',
    audit_verify: verified,
    audit_entries: ({ subject, most }) =>
      trail
        .map(({ entry }) => entry)
        .filter((entry) => subject === null || entry.subject === subject)
        .slice(-Number(most)),
    audit_export: () => '/home/dana/Documents/audit.jsonl',
  };
}
