// Generated from the Rust types by `UPDATE_BINDINGS=1 cargo test -p baton-desktop bindings`; not edited by hand.

/**
 * What the view needs before anything else.
 */
export type AppInfo = { version: string, 
/**
 * Workspaces opened before: pinned ones first, then the latest.
 */
recents: Array<Recent>, 
/**
 * The workspace that is open now, if any.
 */
opened: WorkspaceSummary | null, 
/**
 * Why the workspace named when Baton was started is not open; said once.
 */
trouble: DoorError | null, 
/**
 * True = file dialogs are answered by `BATON_PICK`.
 */
automation: boolean, };

/**
 * A copy that was kept.
 */
export type Backup = { 
/**
 * Names it when it is restored or removed.
 */
id: string, workspace_id: string, company: string, made_at: number, reason: BackupReason, 
/**
 * The file that it is a copy of, where it lay then.
 */
from: string, records: number, 
/**
 * The instant up to which its data is known.
 */
as_of: number | null, policy_version: number, data_version: number, size_bytes: number, };

/**
 * Why a copy was made.
 */
export type BackupReason = "daily" | "upgrade" | "restore" | "asked";

/**
 * Which records make up a month's figure.
 */
export type Basis = "cohort" | "period";

/**
 * A stored batch.
 */
export type Batch = { id: string, source: string, imported_at: number, files: Array<BatchFile>, rows: number, accepted: number, updated: number, unchanged: number, rejected: number, mapping: Mapping, undone_at: number | null, };

export type BatchFile = { name: string, sha256: string, size_bytes: number, rows: number, };

/**
 * What undoing an import did.
 */
export type BatchUndone = { 
/**
 * Records that the import had brought and that are gone again.
 */
removed: number, 
/**
 * Records that it had changed and that are as they were.
 */
restored: number, };

/**
 * When a team's clock runs, in local wall time.
 */
export type Calendar = { key: string, name: string, 
/**
 * IANA zone of the wall times.
 */
time_zone: string, 
/**
 * True = open at every instant; `weekly` and `exceptions` are then ignored.
 */
"24x7": boolean, weekly: Week, 
/**
 * By local date of opening; replaces the intervals that open on that date, and no others.
 */
exceptions: Record<string, DayException>, };

/**
 * Every date of a year that happens in the calendar's zone.
 */
export type CalendarYear = { days: Array<DayInfo>, };

/**
 * A drawn chart with everything that a reader without eyes or with a mouse needs.
 */
export type Chart = { 
/**
 * A complete `<svg>` element, sized as asked.
 */
svg: string, 
/**
 * What the chart shows, as a claim.
 */
title: string, 
/**
 * One line: the figure, and whether it is a signal.
 */
reading: string, 
/**
 * The chart in words, for screen readers.
 */
description: string, 
/**
 * One per mark, oldest first.
 */
hits: Array<Hit>, table: ChartTable, };

/**
 * The chart's numbers as cells.
 */
export type ChartTable = { head: Array<string>, rows: Array<Array<string>>, };

export type ChartTheme = "light" | "dark" | "contrast";

/**
 * Which time a duration is measured in.
 */
export type ClockChoice = "business" | "elapsed";

/**
 * The five SLA clocks, all of which start when the handoff starts, but for `NextStep`, which starts at acceptance.
 */
export type ClockKind = "assign" | "accept" | "first_touch" | "next_step" | "complete";

/**
 * One SLA clock of one record with the ledger that proves its figure.
 */
export type ClockSheet = { clock: ClockKind, state: SlaState, 
/**
 * Why the state is what it is, in a sentence.
 */
because: string, target: Target | null, tier: string | null, 
/**
 * True where the due instant came with the record.
 */
own_due: boolean, from: number, 
/**
 * The event, or as_of while it has not come.
 */
to: number, due_at: number | null, 
/**
 * Counted time between `from` and `to`.
 */
used_ms: number, 
/**
 * Positive = late by so much counted time.
 */
late_ms: number | null, calendar: string, time_zone: string, ledger: Array<LedgerLine>, };

/**
 * How a column's text is read.
 */
export type ColumnType = { "type": "text" } | { "type": "integer" } | { "type": "number", decimal: string, } | { "type": "boolean", yes: Array<string>, no: Array<string>, } | { "type": "date", order: DateOrder, 
/**
 * What decided the order (`"29/2/2016" in line 2 has no month 29`), or that it was assumed.
 */
decided_by: string, } | { "type": "instant", order: DateOrder, decided_by: string, };

/**
 * Order of the parts of a numeric date.
 */
export type DateOrder = "YMD" | "DMY" | "MDY" | "DMY or MDY?" | "epoch";

/**
 * What replaces a date's usual intervals. In JSON either `{"name": …, "open": [[…]]}` or just the list of intervals.
 */
export type DayException = { 
/**
 * `Christmas Eve`; empty = unnamed.
 */
name: string, 
/**
 * Empty = closed all day.
 */
open: Array<Interval>, };

export type DayInfo = { date: string, state: DayState, 
/**
 * The exception's name, if there is one.
 */
name: string, 
/**
 * Open time of the intervals that open on this date, the night's tail included.
 */
open_ms: number, 
/**
 * `09:00–12:00, 13:00–17:00`; empty when closed.
 */
intervals: string, };

export type DayState = "open" | "closed" | "holiday" | "half";

/**
 * A metric's definition in words.
 */
export type Definition = { metric: Metric, 
/**
 * `SLA breach rate, acceptance`
 */
name: string, 
/**
 * From → to, or numerator / denominator.
 */
formula: string, 
/**
 * What is left out, and what stands beside it.
 */
remarks: Array<string>, };

/**
 * By what figures are split.
 */
export type Dimension = "all" | "handoff" | "source" | "trigger" | "segment" | "owner_group" | "owner" | "intent";

/**
 * What the receiver decided.
 */
export type Disposition = "open" | "accepted" | "rejected" | "recycled" | "completed";

/**
 * An error as the view gets it.
 */
export type DoorError = { code: ErrorCode, 
/**
 * What happened, that nothing was lost, what to do next.
 */
message: string, 
/**
 * The causes beneath, where the sentence does not say them.
 */
details: string | null, };

/**
 * Which records are behind a number. The records screen takes it as its filter.
 */
export type Drill = { metric: Metric, part: DrillPart, month: string | null, basis: Basis, 
/**
 * Handoff key.
 */
handoff: string | null, 
/**
 * A further split.
 */
dimension: Dimension | null, value: string | null, };

/**
 * Which part of a metric's records.
 */
export type DrillPart = "denominator" | "numerator" | "running" | "cannot_judge" | "left_out";

/**
 * When a target that starts at a given instant is due, in words that a person can check.
 */
export type DueExample = { 
/**
 * `None` = never: the calendar does not open again within the time looked ahead.
 */
due_at: number | null, 
/**
 * `due Mon 5 Oct 2026 09:42`
 */
words: string, };

/**
 * A code exists only where the screen acts on it.
 */
export type ErrorCode = "no_workspace" | "not_found" | "not_a_workspace" | "newer_file" | "damaged" | "read_only" | "cancelled" | "invalid" | "conflict" | "io" | "unexpected";

export type EventColumns = { 
/**
 * Names the case.
 */
case: string, 
/**
 * Dates the event.
 */
at: string, 
/**
 * Field histories (`Field`, `New Value`): this column names what changed, and each name that stands in it can then be used as
 * a column whose value is the row's `value`.
 */
field?: string | null, 
/**
 * Holds the new value of the field.
 */
value?: string | null, 
/**
 * The source keeps so many rows a case (of a field history: a case and field) and drops older ones. A record with exactly so
 * many counts as cut off: HubSpot keeps 45 of a contact and 20 of anything else.
 */
history_limit?: number | null, };

/**
 * A test on one event row.
 */
export type EventTest = { column: string, 
/**
 * The value has to be one of these; empty = any value that is not missing.
 */
is: Array<string>, 
/**
 * The value has to differ from the event before (`status changed to …`).
 */
changed: boolean, };

/**
 * The values that filters offer, with how many records have them.
 */
export type Facets = { handoffs: Array<[HandoffBadge, number]>, sources: Array<[string, number]>, segments: Array<[string, number]>, intents: Array<[string, number]>, owner_groups: Array<[string, number]>, months: Array<[string, number]>, };

/**
 * An entry of the field catalogue.
 */
export type Field = { 
/**
 * Column or attribute key in imported records.
 */
key: string, name: string, kind: FieldKind, 
/**
 * Allowed values; empty = any.
 */
values: Array<string>, 
/**
 * Where it comes from (`Salesforce Lead`, `form`), free text.
 */
system: string, 
/**
 * Who answers for its quality.
 */
owner: string, };

export type FieldKind = "text" | "choice" | "number" | "date" | "instant" | "boolean";

/**
 * Where a record field's value comes from. `column` names a header; a joined file's header that the main file has too is
 * written `file/header`.
 */
export type FieldSource = { column: string, } | { constant: string, } | { first_value_of: string, } | { first_event: EventTest, } | { last_event: EventTest, } | { changes_of: string, count_missing: boolean, };

export type FileFormat = "csv" | "xlsx";

/**
 * How one file is read.
 */
export type FileMapping = { 
/**
 * File name without its folder; a re-import may bring another one, position decides.
 */
name: string, format: FileFormat, 
/**
 * Sheet name, XLSX only.
 */
sheet?: string | null, 
/**
 * Encoding label (`UTF-8`, `UTF-16LE`, `windows-1252`), CSV only.
 */
encoding?: string | null, 
/**
 * One character, CSV only.
 */
delimiter?: string | null, 
/**
 * 1-based line (CSV) or row (XLSX) of the header; everything above is preamble.
 */
header_line: number, 
/**
 * Joined files: `column` of this file equals `to` of the main file.
 */
join?: Join | null, 
/**
 * Column → how its text is read, for the columns that are not plain text.
 */
columns: { [key in string]: ColumnType }, };

/**
 * A handoff point's badge: the same everywhere.
 */
export type HandoffBadge = { key: string, name: string, sender: string, receiver: string, };

/**
 * The edge between two owners or stages.
 */
export type HandoffPoint = { 
/**
 * Short stable key shown in the badge (`H3`).
 */
key: string, 
/**
 * The name as imported records carry it and as people say it (`SDR -> AE`).
 */
name: string, 
/**
 * Sender and receiver, as shown in the badge; free text until the policy names teams.
 */
sender: string, receiver: string, 
/**
 * The observable event that starts it.
 */
trigger: string, 
/**
 * Calendar key; `None` = the policy's default calendar.
 */
calendar: string | null, 
/**
 * What counts as conversion here.
 */
outcome: Outcome, targets: Array<SlaTarget>, 
/**
 * Catalogue keys of the packet's required fields.
 */
required_fields: Array<string>, 
/**
 * True when an import met this name before anybody designed it.
 */
from_import: boolean, };

/**
 * One row per passage of one CRM record through one handoff point.
 */
export type HandoffRecord = { 
/**
 * The CRM's id, as imported.
 */
record_id: string, 
/**
 * Key of the handoff point.
 */
handoff: string, 
/**
 * 1, 2, 3 …: how often this record has come to this handoff point.
 */
cycle: number, 
/**
 * One slot per [`Moment`]; use [`HandoffRecord::at`].
 */
moments: (number | null)[], 
/**
 * Moments whose source carried a date without a time, as a set of [`Moment::bit`]. Their instant is the date's first
 * instant in the source's zone: good for months and cohorts, not for durations.
 */
date_only: number, disposition: Disposition, 
/**
 * Structured key of the reject or recycle reason.
 */
reason: string | null, owner: string | null, owner_group: string | null, first_owner: string | null, 
/**
 * Changes of owner after the first assignment; `None` = the source does not say.
 */
reassign_count: number | null, source: string | null, trigger: string | null, segment: string | null, 
/**
 * The tier at the start; later ones are in `tier_changes`.
 */
intent: string | null, tier_changes: Array<TierChange>, 
/**
 * In the workspace's currency.
 */
amount: number | null, 
/**
 * The outcome where the source flags it without a date; `won_at` says it too.
 */
won: boolean | null, 
/**
 * Due instants that the record itself carries, one slot per [`ClockKind`]; they go before the policy's targets.
 */
own_due: (number | null)[], 
/**
 * The source system's own verdict on the completion target, where it gives one (`made_sla`) without a due instant.
 */
own_verdict: boolean | null, pauses: Array<Pause>, 
/**
 * The export cut this record's history off, so that earliest moments cannot be trusted.
 */
truncated: boolean, 
/**
 * Every other mapped column.
 */
attributes: Record<string, string>, };

export type HeldBy = { user: string, host: string, pid: number, since: number, };

/**
 * A mark's place in the SVG's pixels, what it says, and what is behind it.
 */
export type Hit = { x: number, y: number, w: number, h: number, 
/**
 * `October 2026`
 */
label: string, 
/**
 * `31 %, n 214`
 */
value: string, month: string, drill: Drill | null, };

/**
 * Why this process may only read, and who holds the workspace instead.
 */
export type Holder = { 
/**
 * `open by tobias on lab-7 (process 4711) since 2026-11-21 07:10 UTC`
 */
words: string, 
/**
 * `None` where nobody holds it, but the file or its folder cannot be written.
 */
by: HeldBy | null, };

/**
 * A country whose holidays can be proposed.
 */
export type HolidayCountry = { 
/**
 * ISO 3166-1 code.
 */
code: string, name: string, 
/**
 * Codes of the subdivisions with lists of their own; each holds the national holidays too.
 */
subdivisions: Array<string>, };

/**
 * A date that may be a holiday.
 */
export type HolidayProposal = { date: string, name: string, 
/**
 * Who lists it: `all 3 libraries`, `2 of 3 libraries: not workalendar 17`, or the file it was read from.
 */
agreed_by: string, 
/**
 * True where every source that covers the place lists it.
 */
agreed: boolean, };

/**
 * What a dry run or an import did, row by row in sums. `rows = accepted + updated + unchanged + rejected`, in records for
 * long exports' derived records as well as for wide rows.
 */
export type ImportReport = { 
/**
 * Data rows read (wide: one a record; long: events).
 */
rows: number, 
/**
 * New records.
 */
accepted: number, updated: number, unchanged: number, 
/**
 * Rows that could not be used.
 */
rejected: number, 
/**
 * Rejections and warnings, in file order, at most [`MAX_PROBLEMS`]; `problems_total` counts all.
 */
problems: Array<Problem>, problems_total: number, 
/**
 * Handoff names that the policy does not know and that become handoff points.
 */
new_handoffs: Array<string>, 
/**
 * Records kept but flagged, by what was found (`first touch before start`).
 */
flagged: Array<[string, number]>, 
/**
 * Latest timestamp in the data.
 */
as_of: number | null, 
/**
 * The batch, after an import.
 */
batch: string | null, };

export type InspectedColumn = { name: string, type: ColumnType, missing: number, 
/**
 * Distinct values seen in the sample, `None` above 50.
 */
distinct: number | null, 
/**
 * Up to five different values.
 */
samples: Array<string>, 
/**
 * The record field it was mapped to, if any.
 */
field: string | null, 
/**
 * Why (`header "Contact owner" is HubSpot's owner column`).
 */
because: string, };

export type InspectedFile = { name: string, size_bytes: number, 
/**
 * `UTF-8 with BOM`, `windows-1252 (no byte order mark; 4 of 2,310 bytes above 127)`: the finding in words.
 */
encoding_found: string, 
/**
 * `comma`, `semicolon`, `tab`; empty for XLSX.
 */
delimiter_found: string, 
/**
 * Lines above the header, and report-footer lines below the data, as text.
 */
preamble: Array<string>, footer: Array<string>, rows: number, columns: Array<InspectedColumn>, 
/**
 * First data rows, as text, one cell per column.
 */
preview: Array<Array<string>>, };

/**
 * What the sniffer found in the files, with a mapping ready to edit.
 */
export type Inspection = { files: Array<InspectedFile>, mapping: Mapping, 
/**
 * From which import the mapping is remembered; `None` = it is suggested anew.
 */
remembered: Recall | null, 
/**
 * What a person has to decide or should know before the dry run.
 */
questions: Array<Question>, };

/**
 * `[open, close)` in local wall time; `close < open` closes on the next day; close may be 24:00.
 * In JSON a pair of strings, `["09:00", "17:00"]`, seconds optional.
 */
export type Interval = [string, string];

export type Join = { column: string, to: string, };

export type LedgerKind = "open" | "closed" | "holiday" | "paused" | "tier_change" | "due";

/**
 * One line of the clock ledger. Lines are adjacent: each begins where the one before ended, and `counts_ms` sums to the figure.
 */
export type LedgerLine = { from: number, to: number, kind: LedgerKind, because: string, elapsed_ms: number, counts_ms: number, running_ms: number, };

export type LeftOut = { metric: Metric, 
/**
 * `accepted before assigned`
 */
reason: string, records: number, };

/**
 * Natural process limits of an XmR chart.
 */
export type Limits = { centre: number, lower: number, upper: number, 
/**
 * Mean moving range.
 */
mr_mean: number, 
/**
 * Upper limit of the moving-range chart.
 */
mr_upper: number, points: number, };

/**
 * A complete mapping.
 */
export type Mapping = { 
/**
 * [`MAPPING_FORMAT`].
 */
baton_mapping: number, 
/**
 * The source's name under which the mapping is remembered and a batch is filed (`Salesforce leads`).
 */
source: string, 
/**
 * One row per handoff, or one row per event.
 */
shape: Shape, 
/**
 * IANA zone of timestamps that carry none; [`WORKSPACE_ZONE`] = the workspace's own.
 */
time_zone: string, 
/**
 * Cells that mean "no value", compared exactly after trimming; blank always does.
 */
missing: Array<string>, 
/**
 * The main file first; each further one is joined to it.
 */
files: Array<FileMapping>, 
/**
 * Long only: which column names the case and which one dates its events.
 */
events?: EventColumns | null, 
/**
 * Record field (`record_id`, `started_at`, `source`, `due_accept_at`, …) → where its value comes from.
 */
fields: { [key in string]: FieldSource }, 
/**
 * Values of the disposition column → what they mean. Unlisted values leave the disposition to the timestamps.
 */
dispositions?: { [key in string]: Disposition }, 
/**
 * Long only: the clock is paused while this column has one of these values.
 */
pauses?: Array<PauseRule>, 
/**
 * Columns kept as attributes, by header name.
 */
attributes: Array<string>, };

/**
 * A metric, by its snake-case name.
 */
export type Metric = "volume" | "time_to_assign" | "time_to_accept" | "time_to_first_touch" | "time_to_next_step" | "time_lost_in_handoff" | "stage_aging_after_handoff" | "sla_assign" | "sla_accept" | "sla_first_touch" | "sla_next_step" | "sla_complete" | "first_touch_within_5_minutes" | "acceptance_rate" | "rejection_rate" | "untouched_share" | "completion_rate" | "meeting_booked_rate" | "opportunity_creation_rate" | "reassignment_rate" | "conversion" | "drop_off" | "packet_fill_rate" | "duplicate_rate";

/**
 * The instants a record can carry, in the order in which they are expected to happen.
 */
export type Moment = "started" | "assigned" | "accepted" | "rejected" | "first_touch" | "next_step" | "meeting" | "opportunity" | "won" | "completed";

/**
 * What counts as conversion at a handoff point.
 */
export type Outcome = "won" | "completed" | "opportunity" | "meeting";

/**
 * A stretch in which the clock does not run. Half-open, `[from, to)`; `to = None` = still paused.
 */
export type Pause = { from: number, to: number | null, 
/**
 * The value that paused it (`Awaiting User Info`).
 */
reason: string, };

export type PauseRule = { column: string, values: Array<string>, };

export type Phase = "reading" | "checking" | "storing" | "indexing" | "measuring" | "writing";

/**
 * A chart as the view hands it over to be kept.
 */
export type Picture = { "kind": "svg", "data": string } | { "kind": "png", "data": Array<number> };

/**
 * Everything designed, as one value.
 */
export type Policy = { schema: number, 
/**
 * The company's name, as shown in the header.
 */
company: string, 
/**
 * IANA zone in which months and civil dates are counted.
 */
time_zone: string, 
/**
 * ISO 4217 code of `amount`.
 */
currency: string, 
/**
 * Intent tiers, highest first.
 */
tiers: Array<Tier>, teams: Array<Team>, calendars: Array<Calendar>, 
/**
 * Key of the calendar used where a handoff point names none.
 */
default_calendar: string, handoffs: Array<HandoffPoint>, fields: Array<Field>, };

/**
 * One thing wrong with one cell or row.
 */
export type Problem = { file: string, 
/**
 * 1-based line in the file (CSV; quoted line breaks count) or row (XLSX); 0 = the file as a whole.
 */
line: number, column: string, value: string, 
/**
 * A sentence: what is wrong and what to do.
 */
reason: string, 
/**
 * True = the row was left out; false = it is kept, with this remark.
 */
rejected: boolean, };

/**
 * Where long work stands.
 */
export type Progress = { phase: Phase, done: number, 
/**
 * 0 = not known.
 */
total: number, };

/**
 * Something only a person can decide, or should know.
 */
export type Question = { kind: QuestionKind, file: string, column: string, 
/**
 * `"05-06-2018" is 5 June or May 6; no value in the column decides`.
 */
text: string, };

export type QuestionKind = "ambiguous_date" | "no_start" | "no_record_id" | "no_zone" | "date_only" | "truncated_history" | "duplicate_header" | "scientific_id" | "encoding" | "footer" | "no_header" | "no_join";

export type QuietFigure = { handoff: HandoffBadge, metric: Metric, unit: Unit, 
/**
 * `Breach rate`
 */
label: string, value: number, was: number | null, lower: number, upper: number, };

/**
 * Where a remembered mapping comes from, and how the files differ from those that it was made for.
 */
export type Recall = { 
/**
 * The names of the files that were imported with it.
 */
files: Array<string>, used_at: number, 
/**
 * Columns that those files did not have.
 */
new_columns: Array<string>, 
/**
 * Columns that these files do not have any more.
 */
gone_columns: Array<string>, 
/**
 * Record fields that were read from a column that is gone, and are now not filled.
 */
lost_fields: Array<string>, };

/**
 * A workspace opened before.
 */
export type Recent = { path: string, 
/**
 * The company's name when it was last open.
 */
name: string, last_opened: number, 
/**
 * Nothing is at that path now.
 */
missing: boolean, pinned: boolean, };

export type RecordPage = { total: number, offset: number, rows: Array<RecordRow>, };

/**
 * Everything about one record.
 */
export type RecordPageDetail = { id: string, record: HandoffRecord, handoff: HandoffBadge, 
/**
 * Other passages of the same CRM record, by row id.
 */
passages: Array<[string, HandoffBadge, number, SlaState]>, timeline: Array<TimelineEvent>, clocks: Array<ClockSheet>, 
/**
 * Source and line the record came from.
 */
batch: string | null, batch_source: string, as_of: number, };

/**
 * A filtered, sorted window of records.
 */
export type RecordQuery = { 
/**
 * Only the records behind this number.
 */
drill: Drill | null, 
/**
 * Free text found in the record id, owner or source (case-insensitive).
 */
text: string, handoffs: Array<string>, sources: Array<string>, segments: Array<string>, intents: Array<string>, owner_groups: Array<string>, 
/**
 * `2026-10`
 */
months: Array<string>, outcomes: Array<SlaState>, 
/**
 * Batch id.
 */
batch: string | null, sort: RecordSort, descending: boolean, offset: number, limit: number, };

export type RecordRow = { id: string, record_id: string, handoff: HandoffBadge, cycle: number, started_at: number, owner: string | null, owner_group: string | null, source: string | null, segment: string | null, intent: string | null, 
/**
 * On the workspace's chosen clock.
 */
time_to_accept_ms: number | null, time_to_first_touch_ms: number | null, 
/**
 * The state of the acceptance clock, else of the first that has a target.
 */
state: SlaState, disposition: Disposition, };

export type RecordSort = "started_at" | "record_id" | "handoff" | "owner" | "time_to_accept" | "time_to_first_touch";

/**
 * The reviewed month.
 */
export type Review = { month: string, 
/**
 * Every month that has records, oldest first.
 */
months: string[], 
/**
 * The instant up to which the data is known.
 */
as_of: number, basis: Basis, clock: ClockChoice, 
/**
 * Records that belong to the month.
 */
records: number, 
/**
 * What is worth discussing, worst first.
 */
signals: Array<Signal>, 
/**
 * What is not: within its limits.
 */
quiet: Array<QuietFigure>, 
/**
 * Columns of the table, those alone for which the data has what they need.
 */
columns: Array<ReviewColumn>, rows: Array<ReviewRow>, 
/**
 * Records left out of a metric because their timestamps are in an impossible order, and why.
 */
left_out: Array<LeftOut>, };

/**
 * One figure of the month with its history.
 */
export type ReviewCell = { metric: Metric, 
/**
 * `None` = no denominator, or under 10 for a share: see `numerator`.
 */
value: number | null, 
/**
 * Denominator.
 */
n: number, 
/**
 * Shares: what is counted.
 */
numerator: number | null, 
/**
 * 95 % Wilson interval of a share.
 */
low: number | null, high: number | null, 
/**
 * Durations: the Kaplan–Meier median, which does not forget the ones still waiting.
 */
km_median: number | null, 
/**
 * Clocks not yet due, and records that the data cannot judge; beside the figure, in neither part of it.
 */
running: number, cannot_judge: number, 
/**
 * True = the cohort is too young for this outcome: drawn hollow, no signal.
 */
immature: boolean, 
/**
 * The last months up to this one, oldest first.
 */
series: Array<SeriesPoint>, limits: Limits | null, signal: SignalRule | null, 
/**
 * True where the signal, if any, is in the bad direction for this metric.
 */
worse: boolean, };

export type ReviewColumn = { metric: Metric, 
/**
 * `Time to accept, p50`
 */
title: string, unit: Unit, };

export type ReviewRow = { handoff: HandoffBadge, n: number, 
/**
 * `n` with its history and limits: it has signals, though no column of its own.
 */
volume: ReviewCell, 
/**
 * One per [`Review::columns`].
 */
cells: Array<ReviewCell>, };

/**
 * One metric of one handoff, split by a dimension, for one month.
 */
export type SegmentRow = { value: string, cell: ReviewCell, };

export type SeriesPoint = { month: string, value: number | null, n: number, immature: boolean, signal: SignalRule | null, };

export type Shape = "wide" | "long";

export type Signal = { handoff: HandoffBadge, metric: Metric, rule: SignalRule, worse: boolean, 
/**
 * `breach rate 31 %, above its upper limit of 26 %`
 */
claim: string, 
/**
 * `n 214, 95 % interval 25–38 %. 47 of the 66 breaches are EMEA.`
 */
detail: string, 
/**
 * What is behind the number, and how the link reads (`66 records`).
 */
drill: Drill, behind: number, };

/**
 * Which of the three rules found it.
 */
export type SignalRule = "above_limit" | "below_limit" | "eight_above" | "eight_below" | "near_upper" | "near_lower";

/**
 * The state of one SLA clock of one record.
 */
export type SlaState = "met" | "met_late" | "breached_open" | "running" | "at_risk" | "paused" | "not_applicable" | "cannot_judge";

/**
 * A promise: this clock, for this tier, within this target.
 */
export type SlaTarget = { clock: ClockKind, 
/**
 * Tier key; `None` = every tier that has no target of its own.
 */
tier: string | null, target: Target, 
/**
 * The first reminder, as a share of the target in percent. A running clock past it is *at risk*.
 */
reminder_percent: number, };

/**
 * What an SLA promises. A bare number of days cannot be said.
 */
export type Target = { "kind": "business", ms: number, } | { "kind": "elapsed", ms: number, } | { "kind": "same_business_day", cut_off: string | null, } | { "kind": "business_days", days: number, by: string, };

export type Team = { key: string, 
/**
 * Two to five capitals, shown in badges (`SDR`).
 */
short: string, name: string, };

/**
 * What the buyer's signal deserves: high, medium, low (editable).
 */
export type Tier = { 
/**
 * The value as it stands in imported records (`high`).
 */
key: string, name: string, };

/**
 * The record's tier became another one.
 */
export type TierChange = { at: number, tier: string, };

export type TimelineEvent = { at: number, kind: TimelineKind, 
/**
 * `Assigned to Tobias Kern`
 */
title: string, detail: string, date_only: boolean, };

export type TimelineKind = { "kind": "moment", "of": Moment } | { "kind": "tier_change" } | { "kind": "paused" } | { "kind": "resumed" } | { "kind": "due", "of": ClockKind } | { "kind": "reminder", "of": ClockKind } | { "kind": "as_of" };

/**
 * How a figure is written.
 */
export type Unit = "count" | "duration" | "share" | "money";

/**
 * Opening intervals by weekday; an absent day is closed.
 */
export type Week = { mon: Array<Interval>, tue: Array<Interval>, wed: Array<Interval>, thu: Array<Interval>, fri: Array<Interval>, sat: Array<Interval>, sun: Array<Interval>, };

/**
 * A workspace in a few words.
 */
export type WorkspaceSummary = { path: string, workspace_id: string, company: string, time_zone: string, records: number, 
/**
 * The instant up to which the data is known; `None` while nothing is imported.
 */
as_of: number | null, policy_version: number, 
/**
 * Grows with every change of records or policy.
 */
data_version: number, 
/**
 * Set where this process may only read, with who holds the workspace.
 */
read_only: Holder | null, 
/**
 * Why no copy could be kept before the first change of the day; nothing else suffers from it.
 */
backup_trouble: string | null, };

/**
 * How the wall clocks of a zone run.
 */
export type ZoneClock = { 
/**
 * As it was asked for.
 */
name: string, 
/**
 * Instant from which an offset holds, and the offset in seconds east of UTC; ascending, from 1900 to 2100.
 */
offsets: [number, number][], };
