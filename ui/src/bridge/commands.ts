/** One typed function for each command of the window. Nothing else in the view knows their names. */

import { transport } from './transport';
import type * as T from './types';
import { knowsClock, learnClock } from './zones';

export type OnProgress = (progress: T.Progress) => void;

export function call<R>(command: string, args: Record<string, unknown> = {}, onProgress?: OnProgress): Promise<R> {
  return transport().call(command, args, onProgress) as Promise<R>;
}

/** With the scenario as text: what reads it is what reads scenario files. */
const written = <A extends { scenario: T.Scenario }>(args: A) => ({ ...args, scenario: JSON.stringify(args.scenario) });

/** Learns how the clocks of these zones run, before anything is shown in them. */
async function knowClocks(zones: readonly string[]): Promise<void> {
  const unknown = [...new Set(zones)].filter((zone) => !knowsClock(zone));
  await Promise.all(unknown.map(async (name) => learnClock(await call<T.ZoneClock>('zone_clock', { name }))));
}

/** Which month, counted how, on which clock. */
export type Lens = { month: string | null; basis: T.Basis; clock: T.ClockChoice };
/** Where a problem lies, and which rule found it. */
export type ProblemAddress = { rule: string; noun: T.Noun; key: string; part: T.PolicyPart };
export type CellAddress = { handoff: string | null; metric: T.Metric };

export const bridge = {
  appInfo: async () => {
    const info = await call<T.AppInfo>('app_info');
    await knowClocks(info.opened === null ? [] : [info.opened.time_zone]);
    return info;
  },
  workspaceNew: (args: { path?: string; company: string; time_zone: string; template: string | null }) =>
    call<T.WorkspaceSummary | null>('workspace_new', args),
  workspaceOpen: (args: { path?: string }) => call<T.WorkspaceSummary | null>('workspace_open', args),
  workspaceSample: () => call<T.WorkspaceSummary | null>('workspace_sample'),
  workspaceClose: () => call<null>('workspace_close'),
  workspaceSummary: () => call<T.WorkspaceSummary>('workspace_summary'),
  recentForget: (path: string) => call<null>('recent_forget', { path }),
  recentPin: (path: string, pinned: boolean) => call<null>('recent_pin', { path, pinned }),
  timeZones: () => call<string[]>('time_zones'),

  importChoose: () => call<string[]>('import_choose'),
  importInspect: (paths: string[]) => call<T.Inspection>('import_inspect', { paths }),
  importSuggest: (paths: string[], shape: T.Shape | null, readAs: T.FileMapping[], anew: boolean) =>
    call<T.Inspection>('import_suggest', { paths, shape, readAs, anew }),
  importReinspect: (paths: string[], mapping: T.Mapping) => call<T.Inspection>('import_reinspect', { paths, mapping }),
  importDryRun: (paths: string[], mapping: T.Mapping, onProgress: OnProgress) =>
    call<T.ImportReport>('import_dry_run', { paths, mapping }, onProgress),
  importRun: (paths: string[], mapping: T.Mapping, onProgress: OnProgress) =>
    call<T.ImportReport>('import_run', { paths, mapping }, onProgress),
  importCancel: () => call<null>('import_cancel'),
  importSaveRejects: (paths: string[], mapping: T.Mapping) =>
    call<string | null>('import_save_rejects', { paths, mapping }),
  batches: () => call<T.Batch[]>('batches'),
  batchUndo: (id: string) => call<T.BatchUndone>('batch_undo', { id }),

  recordsPage: (query: T.RecordQuery) => call<T.RecordPage>('records_page', { query }),
  facets: () => call<T.Facets>('facets'),
  record: async (id: string) => {
    const detail = await call<T.RecordPageDetail>('record', { id });
    await knowClocks(detail.clocks.map((clock) => clock.time_zone));
    return detail;
  },
  recordsExport: (query: T.RecordQuery) => call<string | null>('records_export', { query }),
  /** Tells how far the reading of the records is that is on its way, until it is over; whichever question it is for. */
  recordsReading: (onProgress: OnProgress) => call<null>('records_reading', {}, onProgress),
  /** Every question that waits for the reading is refused as cancelled. */
  recordsReadingCancel: () => call<null>('records_reading_cancel'),

  /** Null while there are no records. */
  review: (lens: Lens) => call<T.Review | null>('review', lens),
  segments: (lens: Lens & CellAddress & { dimension: T.Dimension }) => call<T.SegmentRow[]>('segments', lens),
  /** `alone`: with its title and origin, to stand in slides or a letter. */
  xmrChart: (lens: Lens & CellAddress & { theme: T.ChartTheme; width: number; height: number; alone: boolean }) =>
    call<T.Chart>('xmr_chart', lens),
  pictureCopy: (png: Uint8Array) => call<null>('picture_copy', { png: [...png] }),
  /** Where the picture is, or null where nobody chose a place. */
  pictureSave: (name: string, picture: T.Picture) => call<string | null>('picture_save', { name, picture }),
  ledgerPdf: (id: string) => call<string | null>('ledger_pdf', { id }),
  packetPdf: (handoff: string) => call<string | null>('packet_pdf', { handoff }),
  specPdf: () => call<string | null>('spec_pdf'),
  figuresExport: (lens: Lens) => call<string | null>('figures_export', lens),
  definitions: () => call<T.Definition[]>('definitions'),

  policy: () => call<T.Policy>('policy'),
  draft: () => call<T.DraftView>('draft'),
  /** Refused where the draft is no longer at `revision`. */
  draftEdit: (operation: T.Operation, revision: number) => call<T.DraftView>('draft_edit', { operation, revision }),
  draftUndo: () => call<T.DraftView>('draft_undo'),
  draftRedo: () => call<T.DraftView>('draft_redo'),
  /** What removes something, and its name wherever that may be missing. */
  draftRemoval: (noun: T.Noun, key: string) => call<T.Operation>('draft_removal', { noun, key }),
  draftDiscard: () => call<T.DraftView>('draft_discard'),
  draftDiff: () => call<T.PolicyDiff>('draft_diff'),
  /** `effective_from`: UTC milliseconds; null = now. `carries_out`: ids of decisions of the council. */
  draftPublish: (args: {
    author: string;
    reason: string;
    effective_from: number | null;
    carries_out: readonly string[];
  }) => call<T.DraftView>('draft_publish', args),
  draftMap: () => call<T.MapLayout>('draft_map'),
  draftSpec: (handoff: string) => call<T.HandoffSpec>('draft_spec', { handoff }),
  draftCheck: () => call<T.DraftCheck>('draft_check'),
  policyHistory: () => call<T.PolicyVersion[]>('policy_history'),
  policyDiff: (from: number, to: number) => call<T.PolicyDiff>('policy_diff', { from, to }),
  policyAt: (version: number) => call<T.Policy>('policy_at', { version }),
  policyRestore: (version: number) => call<T.DraftView>('policy_restore', { version }),
  branchNew: (name: string) => call<T.DraftView>('branch_new', { name }),
  branchSwitch: (name: string) => call<T.DraftView>('branch_switch', { name }),
  branchRemove: (name: string) => call<T.DraftView>('branch_remove', { name }),
  policyExportFile: () => call<string | null>('policy_export_file'),
  policyImportFile: () => call<T.DraftView | null>('policy_import_file'),
  templates: () => call<T.TemplateChoice[]>('templates'),
  policySave: (policy: T.Policy, reason: string) => call<T.Policy>('policy_save', { policy, reason }),
  calendarYear: (calendar: T.Calendar, year: number) => call<T.CalendarYear>('calendar_year', { calendar, year }),
  holidayCountries: () => call<T.HolidayCountry[]>('holiday_countries'),
  holidayProposals: (args: { country: string; subdivision: string | null; year: number }) =>
    call<T.HolidayProposal[]>('holiday_proposals', args),
  icalImport: (args: { path?: string }) => call<T.HolidayProposal[]>('ical_import', args),
  dueExample: (args: { calendar: T.Calendar; target: T.Target; start: number }) =>
    call<T.DueExample>('due_example', args),
  backups: () => call<T.Backup[]>('backups'),
  backupNow: () => call<T.Backup>('backup_now'),
  backupRestore: (id: string) => call<T.WorkspaceSummary | null>('backup_restore', { id }),
  backupRemove: (id: string) => call<null>('backup_remove', { id }),
  problemMute: (place: ProblemAddress, reason: string) => call<T.DraftCheck>('problem_mute', { ...place, reason }),
  problemUnmute: (place: ProblemAddress) => call<T.DraftCheck>('problem_unmute', { ...place }),
  criteriaWords: (criterion: T.Criterion, handoff: string) =>
    call<T.CriteriaWords>('criteria_words', { criterion, handoff }),
  /** `month`: null = the last one that has records. */
  criteriaEvidence: (args: { handoff: string; gate: T.CriteriaGate; criterion: T.Criterion; month: string | null }) =>
    call<T.CriteriaEvidence>('criteria_evidence', args),
  packetFill: (handoff: string, month: string | null) => call<T.PacketFilled[]>('packet_fill', { handoff, month }),
  routingTry: (args: { handoff: string } & ({ values: T.ExampleRecord } | { record_id: string })) =>
    call<T.RoutingTried>('routing_try', args),
  packetTry: (handoff: string, entries: T.Example) => call<T.PacketTried>('packet_try', { handoff, entries }),
  /** Over the last quarter of the data where `from` and `to` are null. */
  routingHits: (args: { handoff: string; from: number | null; to: number | null }) =>
    call<T.RoutingHits>('routing_hits', args),
  /** Over the last quarter of the data where `from` and `to` are null. */
  ladderFired: (args: { handoff: string; from: number | null; to: number | null }) =>
    call<T.LadderFired>('ladder_fired', args),
  /** `record`, `matters` and `now` are those of a problem's witness. */
  recordsLike: (args: { handoff: string; record: T.ExampleRecord; matters: string[]; now: number }) =>
    call<T.RecordsLike>('records_like', args),
  flipPreview: (onProgress: OnProgress) => call<T.FlipPreview>('flip_preview', {}, onProgress),
  flipCancel: () => call<null>('flip_cancel'),
  /** What simulations of this workspace start from, and the scenarios that are kept in it. */
  simulationStart: () => call<T.SimulationStart>('simulation_start'),
  /** The last answer that is kept and still true: of a scenario, or of whichever was played last. */
  simulationLast: (key: string | null) => call<T.SimulationLast | null>('simulation_last', { key }),
  /** `rough`: a few short replications, at once. `key`: where the scenario is kept. Each new run calls off the one before. */
  simulate: (args: { scenario: T.Scenario; key: string | null; rough: boolean }, onProgress: OnProgress) =>
    call<T.SimulationAnswered>('simulate', written(args), onProgress),
  simulateCancel: () => call<null>('simulate_cancel'),
  simulateDay: (scenario: T.Scenario) => call<T.SimulatedDay>('simulate_day', written({ scenario })),
  /** What each lever moves by itself, the farthest first. */
  simulateRank: (levers: T.SimulatedLever[], onProgress: OnProgress) =>
    call<T.LeverEffect[]>('simulate_rank', { levers: levers.map(written) }, onProgress),
  /** The smallest number of people of a crew with whom a figure is at least so high, at 95 % confidence. */
  simulateStaffing: (
    args: { scenario: T.Scenario; crew: string; figure: T.SimulatedFigureKey; atLeast: number },
    onProgress: OnProgress,
  ) => call<T.SmallestStaffing>('simulate_staffing', written(args), onProgress),
  /** Kept under its key, or under a new one. */
  scenarioSave: (key: string | null, scenario: T.Scenario) =>
    call<T.SavedScenario>('scenario_save', written({ key, scenario })),
  scenarioRemove: (key: string) => call<null>('scenario_remove', { key }),
  /** Months, dates or instants, both ends included where they are months or dates. */
  replay: (from: string, to: string, onProgress: OnProgress) => call<T.Replay>('replay', { from, to }, onProgress),
  replayCancel: () => call<null>('replay_cancel'),
  exceptions: (query: T.CaseQuery) => call<T.ExceptionDesk>('exceptions', { query }),
  /** `actor`: who acts, so that it says what they may do. */
  exception: (number: number, actor: string) => call<T.CaseDetail>('exception', { number, actor }),
  /** Each case says whether it was done, and if not, who could. */
  exceptionRecordOwner: (number: number) => call<T.CaseRecordOwner | null>('exception_record_owner', { number }),
  exceptionAct: (numbers: number[], act: T.CaseAct, actor: string) =>
    call<T.ActDone[]>('exception_act', { numbers, act, actor }),
  exceptionReport: (reported: T.ExceptionReported, actor: string) =>
    call<T.ExceptionCase>('exception_report', { reported, actor }),
  /** Null where the desk has not seen the last change of the records or the policy yet. */
  exceptionsOpen: () => call<number | null>('exceptions_open'),
  exceptionsDetect: (onProgress: OnProgress) => call<null>('exceptions_detect', {}, onProgress),
  exceptionsDetectCancel: () => call<null>('exceptions_detect_cancel'),
  exceptionMeasures: () => call<T.ExceptionMeasures>('exception_measures'),
  exceptionsExport: (query: T.CaseQuery) => call<string | null>('exceptions_export', { query }),
  auditVerify: () => call<T.AuditState>('audit_verify'),
  auditEntries: (subject: string | null, most: number) => call<T.AuditEntry[]>('audit_entries', { subject, most }),
  auditExport: () => call<string | null>('audit_export'),
  /** Null while there are no records. */
  council: (month: string) => call<T.Council | null>('council', { month }),
  /** `by`: who acts, here and in everything that a council writes down. */
  decisionSave: (decision: T.DecisionDraft, by: string) => call<T.CouncilDecision>('decision_save', { decision, by }),
  decisions: () => call<T.CouncilDecision[]>('decisions'),
  decisionCarriedOut: (id: string, version: number, policyVersion: number, by: string) =>
    call<T.CouncilDecision>('decision_carried_out', { id, version, policy_version: policyVersion, by }),
  actionSave: (action: T.ActionDraft, by: string) => call<T.CouncilAction>('action_save', { action, by }),
  decisionRemove: (id: string, version: number, by: string) =>
    call<T.CouncilDecision>('decision_remove', { id, version, by }),
  actionDone: (id: string, version: number, done: boolean, by: string) =>
    call<T.CouncilAction>('action_done', { id, version, done, by }),
  actionRemove: (id: string, version: number, by: string) =>
    call<T.CouncilAction>('action_remove', { id, version, by }),
  /** `version`: the one that was edited; refused where somebody else wrote meanwhile. */
  notesSave: (month: string, text: string, version: number, by: string) =>
    call<T.CouncilNotes>('notes_save', { month, text, version, by }),
  attendanceSave: (month: string, people: T.Attendee[], version: number, by: string) =>
    call<T.Attendance>('attendance_save', { month, people, version, by }),
  signOff: (month: string, by: string) => call<T.SignOff>('sign_off', { month, by }),
  reopen: (month: string, reason: string, by: string) => call<T.SignOff>('reopen', { month, reason, by }),
  /** What is due, the earliest first. */
  cadence: () => call<T.CadenceItem[]>('cadence'),
  cadenceDone: (kind: T.CadenceKind, period: string, by: string) =>
    call<T.CadenceMark>('cadence_done', { kind, period, by }),
  cadenceIcal: () => call<string | null>('cadence_ical'),
  /** `week`: `2026-W44`; null = the last that is over. */
  weeklyMissed: (week: string | null) => call<T.WeeklyMissed>('weekly_missed', { week }),
  /** `quarter`: `2026-Q3`; null = the last that is over. */
  quarterly: (quarter: string | null) => call<T.Quarterly>('quarterly', { quarter }),
  maturity: () => call<T.Maturity>('maturity'),
  maturityJudge: (capability: T.Capability, level: T.MaturityLevel, reason: string, by: string) =>
    call<T.MaturityJudgement>('maturity_judge', { capability, level, reason, by }),
  /** Where the pack is, or null where nobody chose a place. */
  packSave: (month: string, format: T.PackFormat, onProgress: OnProgress) =>
    call<string | null>('pack_save', { month, format }, onProgress),
  packCancel: () => call<null>('pack_cancel'),
  menuShow: (groups: T.MenuGroup[]) => call<null>('menu_show', { groups }),
  windowTheme: (dark: boolean | null) => call<null>('window_theme', { dark }),
  quit: () => call<null>('quit'),
  copyText: (text: string) => call<null>('copy_text', { text }),
};

/** Calls back whenever the open workspace's content changed; returns the way to stop. */
export function onWorkspaceChanged(handler: () => void): () => void {
  return on('workspace-changed', handler);
}

/** Calls back with the id of a command that was chosen in the window's menu. */
export function onMenuChosen(handler: (id: string) => void): () => void {
  return on('menu-chosen', (id) => handler(String(id)));
}

function on(event: string, handler: (payload: unknown) => void): () => void {
  let stop: (() => void) | null = null;
  let stopped = false;
  void transport()
    .on(event, handler)
    .then((unlisten) => {
      if (stopped) unlisten();
      else stop = unlisten;
    });
  return () => {
    stopped = true;
    stop?.();
  };
}
