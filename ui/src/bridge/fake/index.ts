import type { Transport } from '../transport';
import type * as T from '../types';
import { BACKUPS } from './backups';
import { fakeChart } from './chart';
import { fakeCouncil } from './council';
import { fakeDesk } from './desk';
import { fakeDraft } from './draft';
import { fakeReview, fakeSegments } from './figures';
import { GOVERNANCE } from './governance';
import { BATCHES, cancelFakeImport, fakeInspection, fakeReport, fakeSuggestion, underWay } from './imports';
import { largeJourney } from './journey';
import { fakeJudgement } from './judgement';
import { fakeMaturity } from './maturity';
import { fakeFacets, fakeRecord, fakeRecordsPage } from './pages';
import { POLICY } from './policy';
import { fakeReading } from './reading';
import { AS_OF, fakeRecords } from './records';
import { fakeReplay } from './replay';
import { DEFINITIONS, fakeCalendarYear, fakeDue, fakeHolidays } from './settings';
import { fakeSimulation } from './simulation';
import { DAY, viennaClock } from './vienna';

/**
 * Answers every command with invented data. The stored word `baton.fake` picks a situation: `none` (nothing open), `empty` (no
 * records), `long` (the file to import holds events), `remembered` (its mapping is known), `readonly`, `large` (a journey of 500 handoff points), `conflicts` (edits that a later version overtook), `no-history`, `poor-fit`, `impossible`, `slow-run` (of simulations), `cleared` (nothing is open on the desk), `many` (three thousand cases), `outdated` (the desk has not seen the last change), `broken` (an audit trail that was changed), `untyped` (a policy without exception types or people), `signed`, `reopened` (the last month's review), `first` (nothing was ever decided), `million` (all records have to be read first), `million-slow` (that takes until somebody calls it off), `slow` (answers after two seconds), `error` (every screen's question fails).
 */
type Args = Record<string, unknown>;
type Answer = (args: Args, onProgress?: (progress: T.Progress) => void) => unknown;

const situation = localStorage.getItem('baton.fake') ?? '';
const RECENTS: T.Recent[] = [
  {
    path: '/home/dana/Documents/Meridian Controls.baton',
    name: 'Meridian Controls',
    last_opened: AS_OF - DAY,
    records: 8_214,
    as_of: AS_OF,
    missing: false,
    pinned: true,
  },
  {
    path: '/home/dana/Documents/clients/Kestrel Freight.baton',
    name: 'Kestrel Freight',
    last_opened: AS_OF - 6 * DAY,
    records: 20_412,
    as_of: AS_OF - 8 * DAY,
    missing: false,
    pinned: false,
  },
  {
    path: '/media/usb/Ardent Labs.baton',
    name: 'Ardent Labs',
    last_opened: AS_OF - 40 * DAY,
    records: null,
    as_of: null,
    missing: true,
    pinned: false,
  },
];

const CONFLICTS = [
  '“Acceptance window of H12 for high intent: 30 minutes” no longer fits: there is no handoff point "H12".',
  '“Backup of H6: AE Manager” no longer fits: there is no role "ae_manager".',
];

function fakeDoor() {
  let opened = situation !== 'none';
  let recents = situation === 'none' ? [] : RECENTS;
  let policy: T.Policy = situation === 'untyped' ? POLICY : { ...POLICY, ...GOVERNANCE };
  let batches = BATCHES;
  let backups = situation === 'none' ? [] : BACKUPS;
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const summary = (): T.WorkspaceSummary => ({
    path: '/home/dana/Documents/Meridian Controls.baton',
    company: policy.company,
    time_zone: policy.time_zone,
    policy_version: 7,
    workspace_id: 'fake',
    data_version: 1,
    records: situation === 'empty' ? 0 : fakeRecords().length,
    as_of: situation === 'empty' ? null : AS_OF,
    read_only:
      situation === 'readonly'
        ? {
            words: 'open by priya on priya-laptop (process 4711) since 2026-10-31 22:59 UTC',
            by: { user: 'priya', host: 'priya-laptop', pid: 4711, since: AS_OF },
          }
        : null,
    backup_trouble: null,
  });
  const open = () => {
    opened = true;
    return summary();
  };
  const review = (args: Args): T.Review | null => {
    return situation === 'empty' ? null : fakeReview(args as never);
  };
  const draft = fakeDraft(
    situation === 'large' ? largeJourney() : undefined,
    situation === 'conflicts' ? CONFLICTS : [],
  );
  const reading = fakeReading(situation === 'million-slow');
  const answers: Record<string, Answer> = {
    ...draft,
    ...reading.answers,
    ...fakeJudgement(() => draft.draft?.({}) as T.DraftView, situation === 'empty'),
    ...fakeSimulation(situation),
    ...fakeReplay(situation === 'empty'),
    ...fakeDesk(situation, () => policy, changed),
    ...fakeCouncil(situation, changed, () => summary()),
    ...fakeMaturity(situation === 'empty'),
    app_info: () =>
      ({
        version: '0.1.0',
        recents,
        opened: opened ? summary() : null,
        trouble: null,
        automation: false,
      }) satisfies T.AppInfo,
    workspace_new: open,
    workspace_open: open,
    workspace_sample: open,
    workspace_summary: summary,
    workspace_close: () => {
      opened = false;
      return null;
    },
    recent_forget: ({ path }) => {
      recents = recents.filter((recent) => recent.path !== path);
      return null;
    },
    recent_pin: ({ path, pinned }) => {
      recents = recents.map((recent) => (recent.path === path ? { ...recent, pinned: pinned === true } : recent));
      return null;
    },
    time_zones: () => ['America/New_York', 'America/Sao_Paulo', 'Asia/Tokyo', 'Europe/London', 'Europe/Vienna', 'UTC'],
    zone_clock: ({ name }) =>
      ({
        name: String(name),
        offsets: name === 'Europe/Vienna' ? viennaClock() : [[0, 0]],
      }) satisfies T.ZoneClock,
    import_choose: () => ['/home/dana/Downloads/leads-2026-10.csv'],
    import_inspect: () => fakeInspection(),
    import_suggest: ({ shape, readAs }) => fakeSuggestion(shape as T.Shape | null, readAs as T.FileMapping[]),
    import_reinspect: ({ mapping }) => fakeInspection(mapping as T.Mapping),
    import_dry_run: async (_, onProgress) => {
      await underWay(onProgress);
      return fakeReport(null);
    },
    import_run: async (_, onProgress) => {
      await underWay(onProgress);
      changed();
      return fakeReport('b-3');
    },
    import_cancel: () => {
      cancelFakeImport();
      return null;
    },
    import_save_rejects: () => '/home/dana/Downloads/leads-2026-10-rejected.csv',
    batches: () => batches,
    batch_undo: ({ id }) => {
      batches = batches.map((batch) => (batch.id === id ? { ...batch, undone_at: AS_OF } : batch));
      changed();
      return { removed: 6_120, restored: 214 } satisfies T.BatchUndone;
    },
    records_page: ({ query }) =>
      situation === 'empty' ? { total: 0, offset: 0, rows: [] } : fakeRecordsPage(query as T.RecordQuery),
    facets: fakeFacets,
    record: ({ id }) => fakeRecord(String(id)),
    records_export: () => '/home/dana/Documents/records.csv',
    review,
    definitions: () => DEFINITIONS,
    figures_export: () => '/home/dana/Documents/figures-2026-10.csv',
    ledger_pdf: () => '/home/dana/Documents/ledger.pdf',
    packet_pdf: () => '/home/dana/Documents/packet.pdf',
    spec_pdf: () => '/home/dana/Documents/spec.pdf',
    segments: (args) =>
      fakeSegments(
        args.handoff as string | null,
        args.metric as T.Metric,
        String(args.month),
        args.dimension as T.Dimension,
        args.clock === 'elapsed',
      ),
    xmr_chart: (args) => fakeChart({ ...args, elapsed: args.clock === 'elapsed' } as never),
    policy: () => policy,
    policy_save: (args) => {
      policy = args.policy as T.Policy;
      changed();
      return policy;
    },
    calendar_year: ({ calendar, year }) => fakeCalendarYear(calendar as T.Calendar, Number(year)),
    holiday_countries: () => [
      { code: 'AT', name: 'Austria', subdivisions: ['Vienna', 'Tyrol'] },
      { code: 'DE', name: 'Germany', subdivisions: ['Bavaria', 'Berlin'] },
      { code: 'GB', name: 'United Kingdom', subdivisions: [] },
    ],
    holiday_proposals: ({ year }) => fakeHolidays(Number(year)),
    ical_import: () => fakeHolidays(2026).slice(0, 4),
    due_example: ({ target, start }) => fakeDue(target as T.Target, Number(start)),
    backups: () => backups,
    backup_now: () => {
      const made = {
        ...(BACKUPS[0] as T.Backup),
        id: `fake/${backups.length}`,
        made_at: AS_OF,
        reason: 'asked' as const,
      };
      backups = [made, ...backups];
      return made;
    },
    backup_restore: open,
    backup_remove: ({ id }) => {
      backups = backups.filter((backup) => backup.id !== id);
      return null;
    },
    picture_copy: async ({ png }) => {
      const image = new Blob([new Uint8Array(png as number[])], { type: 'image/png' });
      await navigator.clipboard?.write([new ClipboardItem({ 'image/png': image })]);
      return null;
    },
    picture_save: ({ name, picture }) => {
      const { kind, data } = picture as T.Picture;
      const link = document.createElement('a');
      link.download = `${String(name).replace(/[^\w -]/g, '-')}.${kind}`;
      link.href = URL.createObjectURL(new Blob([kind === 'svg' ? data : new Uint8Array(data)]));
      link.click();
      return `/home/dana/Documents/${link.download}`;
    },
    menu_show: () => null,
    window_theme: () => null,
    quit: () => null,
    copy_text: async ({ text }) => {
      await navigator.clipboard?.writeText(String(text)).catch(() => {});
      return null;
    },
  };
  return { answers, listeners, reading };
}

export function fakeTransport(): Transport {
  const { answers, listeners, reading } = fakeDoor();
  return {
    async call(command, args, onProgress) {
      const answer = answers[command];
      if (answer === undefined)
        throw { code: 'not_found', message: `Nothing answers to ${command} here.`, details: null };
      if (situation === 'slow' && command !== 'app_info') await new Promise((resolve) => setTimeout(resolve, 2_000));
      if (situation === 'million' || situation === 'million-slow') await reading.before(command);
      if (situation === 'error' && command !== 'app_info' && command !== 'zone_clock') {
        throw {
          code: 'damaged',
          message:
            'The workspace file cannot be read beyond page 412. Nothing was written to it. Restore the latest backup, or run baton verify.',
          details: 'database disk image is malformed',
        };
      }
      // As over the real bridge, only what JSON can say crosses, and each side keeps its own copy.
      return JSON.parse(JSON.stringify(await answer(JSON.parse(JSON.stringify(args)) as Args, onProgress))) as unknown;
    },
    async on(event, handler) {
      const listener = () => handler(null);
      if (event === 'workspace-changed') listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
