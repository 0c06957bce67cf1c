/** The values that cross the bridge: those of the playbook and the workbench, and the few that only the doors know. */

export type Metric =
  | 'volume'
  | 'time_to_assign'
  | 'time_to_accept'
  | 'time_to_first_touch'
  | 'time_to_next_step'
  | 'time_lost_in_handoff'
  | 'stage_aging_after_handoff'
  | 'sla_assign'
  | 'sla_accept'
  | 'sla_first_touch'
  | 'sla_next_step'
  | 'sla_complete'
  | 'first_touch_within5_minutes'
  | 'acceptance_rate'
  | 'rejection_rate'
  | 'untouched_share'
  | 'completion_rate'
  | 'meeting_booked_rate'
  | 'opportunity_creation_rate'
  | 'reassignment_rate'
  | 'conversion'
  | 'drop_off'
  | 'packet_fill_rate'
  | 'duplicate_rate';
export type Dimension = 'all' | 'handoff' | 'source' | 'trigger' | 'segment' | 'owner_group' | 'owner' | 'intent';
export type Basis = 'cohort' | 'period';
export type ClockChoice = 'business' | 'elapsed';
export type Unit = 'count' | 'duration' | 'share' | 'money';
export type SignalRule = 'above_limit' | 'below_limit' | 'eight_above' | 'eight_below' | 'near_upper' | 'near_lower';
export type DrillPart = 'denominator' | 'numerator' | 'running' | 'cannot_judge' | 'left_out';

export type HandoffBadge = { key: string; name: string; sender: string; receiver: string };
export type Limits = {
  centre: number;
  lower: number;
  upper: number;
  mr_mean: number;
  mr_upper: number;
  points: number;
};
export type SeriesPoint = {
  month: string;
  value: number | null;
  n: number;
  immature: boolean;
  signal: SignalRule | null;
};
export type ReviewCell = {
  metric: Metric;
  value: number | null;
  n: number;
  numerator: number | null;
  low: number | null;
  high: number | null;
  km_median: number | null;
  running: number;
  cannot_judge: number;
  immature: boolean;
  series: SeriesPoint[];
  limits: Limits | null;
  signal: SignalRule | null;
  worse: boolean;
};
export type ReviewColumn = { metric: Metric; title: string; unit: Unit };
export type ReviewRow = { handoff: HandoffBadge; n: number; volume: ReviewCell; cells: ReviewCell[] };
export type Drill = {
  metric: Metric;
  part: DrillPart;
  month: string | null;
  basis: Basis;
  handoff: string | null;
  dimension: Dimension | null;
  value: string | null;
};
export type Signal = {
  handoff: HandoffBadge;
  metric: Metric;
  rule: SignalRule;
  worse: boolean;
  claim: string;
  detail: string;
  drill: Drill;
  behind: number;
};
export type QuietFigure = {
  handoff: HandoffBadge;
  metric: Metric;
  unit: Unit;
  label: string;
  value: number;
  was: number | null;
  lower: number;
  upper: number;
};
export type LeftOut = { metric: Metric; reason: string; records: number };
export type Review = {
  month: string;
  months: string[];
  as_of: number;
  basis: Basis;
  clock: ClockChoice;
  records: number;
  signals: Signal[];
  quiet: QuietFigure[];
  columns: ReviewColumn[];
  rows: ReviewRow[];
  left_out: LeftOut[];
};
export type SegmentRow = { value: string; cell: ReviewCell };
export type Definition = { metric: Metric; name: string; formula: string; remarks: string[] };

export type Interval = [string, string];
export type Week = {
  mon: Interval[];
  tue: Interval[];
  wed: Interval[];
  thu: Interval[];
  fri: Interval[];
  sat: Interval[];
  sun: Interval[];
};
export type DayException = { name: string; open: Interval[] };
export type Calendar = {
  key: string;
  name: string;
  time_zone: string;
  '24x7': boolean;
  weekly: Week;
  exceptions: Record<string, DayException>;
};
export type Target =
  | { kind: 'business'; ms: number }
  | { kind: 'elapsed'; ms: number }
  | { kind: 'same_business_day'; cut_off: string | null }
  | { kind: 'business_days'; days: number; by: string };
export type ClockKind = 'assign' | 'accept' | 'first_touch' | 'next_step' | 'complete';
export type Tier = { key: string; name: string };
export type Team = { key: string; short: string; name: string };
export type Outcome = 'won' | 'completed' | 'opportunity' | 'meeting';
export type SlaTarget = { clock: ClockKind; tier: string | null; target: Target; reminder_percent: number };
export type HandoffPoint = {
  key: string;
  name: string;
  sender: string;
  receiver: string;
  trigger: string;
  calendar: string | null;
  outcome: Outcome;
  targets: SlaTarget[];
  required_fields: string[];
  from_import: boolean;
};
export type FieldKind = 'text' | 'choice' | 'number' | 'date' | 'instant' | 'boolean';
export type Field = { key: string; name: string; kind: FieldKind; values: string[]; system: string; owner: string };
export type Policy = {
  schema: number;
  company: string;
  time_zone: string;
  currency: string;
  tiers: Tier[];
  teams: Team[];
  calendars: Calendar[];
  default_calendar: string;
  handoffs: HandoffPoint[];
  fields: Field[];
};

export type Moment =
  | 'started'
  | 'assigned'
  | 'accepted'
  | 'rejected'
  | 'first_touch'
  | 'next_step'
  | 'meeting'
  | 'opportunity'
  | 'won'
  | 'completed';
export type Disposition = 'open' | 'accepted' | 'rejected' | 'recycled' | 'completed';
export type Pause = { from: number; to: number | null; reason: string };
export type TierChange = { at: number; tier: string };
export type HandoffRecord = {
  record_id: string;
  handoff: string;
  cycle: number;
  moments: (number | null)[];
  date_only: number;
  disposition: Disposition;
  reason: string | null;
  owner: string | null;
  owner_group: string | null;
  first_owner: string | null;
  reassign_count: number | null;
  source: string | null;
  trigger: string | null;
  segment: string | null;
  intent: string | null;
  tier_changes: TierChange[];
  amount: number | null;
  won: boolean | null;
  own_due: (number | null)[];
  own_verdict: boolean | null;
  pauses: Pause[];
  truncated: boolean;
  attributes: Record<string, string>;
};
export type SlaState =
  | 'met'
  | 'met_late'
  | 'breached_open'
  | 'running'
  | 'at_risk'
  | 'paused'
  | 'not_applicable'
  | 'cannot_judge';
export type LedgerKind = 'open' | 'closed' | 'holiday' | 'paused' | 'tier_change' | 'due';
export type LedgerLine = {
  from: number;
  to: number;
  kind: LedgerKind;
  because: string;
  elapsed_ms: number;
  counts_ms: number;
  running_ms: number;
};
export type ClockSheet = {
  clock: ClockKind;
  state: SlaState;
  because: string;
  target: Target | null;
  tier: string | null;
  own_due: boolean;
  from: number;
  to: number;
  due_at: number | null;
  used_ms: number;
  late_ms: number | null;
  calendar: string;
  time_zone: string;
  ledger: LedgerLine[];
};

export type RecordSort = 'started_at' | 'record_id' | 'handoff' | 'owner' | 'time_to_accept' | 'time_to_first_touch';
export type RecordQuery = {
  drill: Drill | null;
  text: string;
  handoffs: string[];
  sources: string[];
  segments: string[];
  intents: string[];
  owner_groups: string[];
  months: string[];
  outcomes: SlaState[];
  batch: string | null;
  sort: RecordSort;
  descending: boolean;
  offset: number;
  limit: number;
};
export type RecordRow = {
  id: string;
  record_id: string;
  handoff: HandoffBadge;
  cycle: number;
  started_at: number;
  owner: string | null;
  owner_group: string | null;
  source: string | null;
  segment: string | null;
  intent: string | null;
  time_to_accept_ms: number | null;
  time_to_first_touch_ms: number | null;
  state: SlaState;
  disposition: Disposition;
};
export type RecordPage = { total: number; offset: number; rows: RecordRow[] };
export type Facets = {
  handoffs: [HandoffBadge, number][];
  sources: [string, number][];
  segments: [string, number][];
  intents: [string, number][];
  owner_groups: [string, number][];
  months: [string, number][];
};
export type TimelineKind =
  | { kind: 'moment'; of: Moment }
  | { kind: 'tier_change' }
  | { kind: 'paused' }
  | { kind: 'resumed' }
  | { kind: 'due'; of: ClockKind }
  | { kind: 'reminder'; of: ClockKind }
  | { kind: 'as_of' };
export type TimelineEvent = { at: number; kind: TimelineKind; title: string; detail: string; date_only: boolean };
export type RecordPageDetail = {
  id: string;
  record: HandoffRecord;
  handoff: HandoffBadge;
  passages: [string, HandoffBadge, number, SlaState][];
  timeline: TimelineEvent[];
  clocks: ClockSheet[];
  batch: string | null;
  batch_source: string;
  as_of: number;
};

export type Shape = 'wide' | 'long';
export type FileFormat = 'csv' | 'xlsx';
export type Join = { column: string; to: string };
export type DateOrder = 'YMD' | 'DMY' | 'MDY' | 'DMY or MDY?' | 'epoch';
export type ColumnType =
  | { type: 'text' }
  | { type: 'integer' }
  | { type: 'number'; decimal: string }
  | { type: 'boolean'; yes: string[]; no: string[] }
  | { type: 'date'; order: DateOrder; decided_by: string }
  | { type: 'instant'; order: DateOrder; decided_by: string };
export type FileMapping = {
  name: string;
  format: FileFormat;
  sheet?: string;
  encoding?: string;
  delimiter?: string;
  header_line: number;
  join?: Join;
  columns: Record<string, ColumnType>;
};
export type EventTest = { column: string; is: string[]; changed: boolean };
export type FieldSource =
  | { column: string }
  | { constant: string }
  | { first_value_of: string }
  | { first_event: EventTest }
  | { last_event: EventTest }
  | { changes_of: string; count_missing: boolean };
export type EventColumns = { case: string; at: string; field?: string; value?: string; history_limit?: number };
export type PauseRule = { column: string; values: string[] };
export type Mapping = {
  baton_mapping: number;
  source: string;
  shape: Shape;
  time_zone: string;
  missing: string[];
  files: FileMapping[];
  events?: EventColumns;
  fields: Record<string, FieldSource>;
  dispositions?: Record<string, Disposition>;
  pauses?: PauseRule[];
  attributes: string[];
};
export type InspectedColumn = {
  name: string;
  type: ColumnType;
  missing: number;
  distinct: number | null;
  samples: string[];
  field: string | null;
  because: string;
};
export type InspectedFile = {
  name: string;
  size_bytes: number;
  encoding_found: string;
  delimiter_found: string;
  preamble: string[];
  footer: string[];
  rows: number;
  columns: InspectedColumn[];
  preview: string[][];
};
export type QuestionKind =
  | 'ambiguous_date'
  | 'no_start'
  | 'no_record_id'
  | 'no_zone'
  | 'date_only'
  | 'truncated_history'
  | 'duplicate_header'
  | 'scientific_id'
  | 'encoding'
  | 'footer';
export type Question = { kind: QuestionKind; file: string; column: string; text: string };
export type Inspection = { files: InspectedFile[]; mapping: Mapping; remembered: boolean; questions: Question[] };
export type Problem = { file: string; line: number; column: string; value: string; reason: string; rejected: boolean };
export type ImportReport = {
  rows: number;
  accepted: number;
  updated: number;
  unchanged: number;
  rejected: number;
  problems: Problem[];
  problems_total: number;
  new_handoffs: string[];
  flagged: [string, number][];
  as_of: number | null;
  batch: string | null;
};
export type BatchFile = { name: string; sha256: string; size_bytes: number; rows: number };
export type Batch = {
  id: string;
  source: string;
  imported_at: number;
  files: BatchFile[];
  rows: number;
  accepted: number;
  updated: number;
  unchanged: number;
  rejected: number;
  mapping: Mapping;
  undone_at: number | null;
};
export type Phase = 'reading' | 'checking' | 'storing' | 'indexing' | 'measuring' | 'writing';
export type Progress = { phase: Phase; done: number; total: number };

export type Recent = { path: string; name: string; last_opened: number; missing: boolean; pinned: boolean };
export type HeldBy = { user: string; host: string; pid: number; since: number };
export type Holder = { words: string; by: HeldBy | null };
export type Summary = {
  path: string;
  workspace_id: string;
  company: string;
  time_zone: string;
  records: number;
  as_of: number | null;
  policy_version: number;
  data_version: number;
  read_only: Holder | null;
};
export type ErrorCode =
  | 'no_workspace'
  | 'not_found'
  | 'not_a_workspace'
  | 'newer_file'
  | 'damaged'
  | 'read_only'
  | 'cancelled'
  | 'invalid'
  | 'conflict'
  | 'io'
  | 'unexpected';
export type DoorError = { code: ErrorCode; message: string; details: string | null };
export type AppInfo = {
  version: string;
  recents: Recent[];
  opened: Summary | null;
  trouble: DoorError | null;
  automation: boolean;
};
export type BatchUndone = { removed: number; restored: number };
export type Hit = {
  x: number;
  y: number;
  w: number;
  h: number;
  label: string;
  value: string;
  month: string;
  drill: Drill | null;
};
export type Chart = {
  svg: string;
  title: string;
  reading: string;
  description: string;
  hits: Hit[];
  table: { head: string[]; rows: string[][] };
};
export type DayState = 'open' | 'closed' | 'holiday' | 'half';
export type DayInfo = { date: string; state: DayState; name: string; open_ms: number; intervals: string };
export type CalendarYear = { days: DayInfo[] };
export type HolidayCountry = { code: string; name: string; subdivisions: string[] };
export type HolidayProposal = { date: string; name: string; agreed_by: string };
export type DueExample = { due_at: number | null; words: string };
export type ChartTheme = 'light' | 'dark' | 'contrast';
