// Generated from the Rust types by `UPDATE_BINDINGS=1 cargo test -p baton-desktop bindings`; not edited by hand.

/**
 * Days on which a person gets no records, in the zone of the person's calendar.
 */
export type Absence = { from: string, 
/**
 * The last day of it.
 */
until: string, 
/**
 * `holiday`, `parental leave`; may be empty.
 */
reason: string, };

/**
 * When the receiver's decision falls.
 */
export type AcceptWhen = "taken" | "noticed";

/**
 * When the receiver has taken over. How long that may take is in the targets of the `accept` clock.
 */
export type Acceptance = { mode: AcceptanceMode, 
/**
 * What must hold before it may be accepted.
 */
criteria: Criterion, 
/**
 * What accepting consists of (`log the first touch`).
 */
actions: Array<string>, };

export type AcceptanceMode = "required" | "automatic";

/**
 * Leads that belong to an account of some kind.
 */
export type AccountShare = { share: number, 
/**
 * What the account has, by field key: its owner, its segment.
 */
fields: { [key in string]: Given }, };

/**
 * What became of an act on one case.
 */
export type ActDone = { number: number, 
/**
 * The case as it is now, changed or not; `None` = there is no such case.
 */
case: ExceptionCase | null, 
/**
 * Why it was not done, with who could.
 */
refused: string | null, };

/**
 * An action as somebody writes it.
 */
export type ActionDraft = { 
/**
 * `None` = a new one.
 */
id: string | null, 
/**
 * The version that was edited; none for a new one.
 */
version: number | null, text: string, 
/**
 * Person key of the policy, or a name.
 */
owner: string, due: string, 
/**
 * The reviewed month.
 */
made_in: string, 
/**
 * Id of the decision that it serves.
 */
decision: string | null, };

/**
 * An action as the review of a month lists it.
 */
export type ActionRow = { action: CouncilAction, 
/**
 * `A-5`
 */
name: string, 
/**
 * The owner's name where the policy knows the key, else what was written.
 */
owner_name: string, is_done: boolean, 
/**
 * Reviews since it was given out.
 */
carried: number, 
/**
 * Days past the due date; 0 = not late, or done in time.
 */
late_days: number, };

/**
 * The check of a policy.
 */
export type AirtightReport = { 
/**
 * True where no error is left, and nothing that would be one is merely not proved.
 */
airtight: boolean, 
/**
 * Errors first, then in the order of the policy.
 */
problems: Array<PolicyProblem>, };

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
 * A place on the map.
 */
export type Area = { x: number, y: number, w: number, h: number, };

/**
 * When leads come.
 */
export type Arrivals = { "kind": "rate", per_hour: number, } | { "kind": "weekly", 
/**
 * IANA zone of the hours; none = the policy's.
 */
zone: string | null, 
/**
 * Leads an hour, from Monday 00:00 on; 168 rates, one an hour. 7, 24 (every day alike), 336 or 672 are taken as well.
 */
per_hour: Array<number>, 
/**
 * Factors from January to December; empty = no month differs.
 */
by_month: Array<number>, } | { "kind": "exact", leads: Array<ExactArrival>, };

/**
 * Whom a row gives a record to.
 */
export type Assignment = { "to": "owner_in", field: string, if_away: IfAway, } | { "to": "person", person: string, if_away: IfAway, } | { "to": "role", role: string, if_away: IfAway, } | { "to": "pool", pool: Pool, } | { "to": "queue", queue: string, } | { "to": "stage", stage: string, };

/**
 * Who comes to a month's review.
 */
export type Attendance = { people: Array<Attendee>, version: number, };

/**
 * Who was asked to come.
 */
export type Attendee = { 
/**
 * Person key of the policy, or a name.
 */
person: string, present: boolean, };

export type AuditBroken = { 
/**
 * Number of the entry at whose place it breaks.
 */
number: number, 
/**
 * What differs, in a sentence's end: `its hash is not that of its content`.
 */
what: string, };

/**
 * Something that was done.
 */
export type AuditEntry = { 
/**
 * 1, 2, 3 … without a gap.
 */
number: number, at: number, 
/**
 * Who did it; empty = Baton itself, by an import.
 */
actor: string, 
/**
 * `case.raised`, `case.overridden`, `policy.published`.
 */
act: string, 
/**
 * What it was done to: `EX-12`, `policy 4`.
 */
subject: string, 
/**
 * What was said with it: reason, approver, next step, audit fields.
 */
said: unknown, 
/**
 * The subject before; null = it was not there.
 */
before: ExceptionCase | Record<string, unknown> | null, after: ExceptionCase | Record<string, unknown> | null, };

/**
 * What an audit note must hold.
 */
export type AuditField = { 
/**
 * Unique within the type.
 */
key: string, name: string, kind: FieldKind, };

/**
 * An entry of the trail with its hash.
 */
export type AuditListed = { entry: AuditEntry, hash: string, };

/**
 * A chain that was gone through.
 */
export type AuditState = { entries: number, 
/**
 * The last hash; [`BEGINNING`] where there is no entry.
 */
head: string, 
/**
 * The first link that does not hold.
 */
broken: AuditBroken | null, };

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
 * A promise that was missed by far.
 */
export type Breach = { 
/**
 * As the records screen names it; its ledger is behind it.
 */
id: string, 
/**
 * The CRM's id; empty where it was found without the records at hand.
 */
record_id: string, handoff: HandoffBadge, clock: ClockKind, owner: string | null, owner_group: string | null, 
/**
 * As imported.
 */
tier: string | null, source: string | null, segment: string | null, due_at: number, 
/**
 * `None` = it has not come yet.
 */
event_at: number | null, 
/**
 * Past the due instant, on the target's own clock; until `as_of` while it has not come.
 */
over_ms: number, 
/**
 * Business or elapsed time.
 */
business: boolean, 
/**
 * How many times the promised time it took; breaches are ranked by it, so that an hour's promise weighs as much as a week's.
 */
times: number, 
/**
 * `Time to accept 26 h 10 m over its due instant, 7.5 times what was promised; still open.`
 */
sentence: string, };

export type BufferAct = { "kind": "nurture", stage: string, } | { "kind": "existing_owner", field: string, } | { "kind": "route_on" };

/**
 * One way out of the buffer.
 */
export type BufferOutcome = { when: Criterion, act: BufferAct, reason: string, };

/**
 * The buyer is waited for.
 */
export type BuyerWait = { 
/**
 * How many leads it happens to, as a share.
 */
share: number, 
/**
 * Elapsed time.
 */
duration: Distribution, 
/**
 * What the record's fields are meanwhile, by key: the policy's pause conditions decide by them whether its clocks stop.
 */
fields: { [key in string]: string }, };

/**
 * How often something is gone through.
 */
export type Cadence = "daily" | "weekly" | "monthly" | "quarterly" | "yearly";

/**
 * Something that is due.
 */
export type CadenceItem = { kind: CadenceKind, 
/**
 * What it is about: `2026-W44`, `2026-10`, `2026-Q3`, a handoff key with its date (`H3 2026-11-01`).
 */
period: string, 
/**
 * `Review of October 2026`
 */
title: string, due_on: string, overdue: boolean, 
/**
 * `Due 10 Nov 2026, in 5 days.`
 */
sentence: string, };

/**
 * What comes round.
 */
export type CadenceKind = "weekly" | "monthly" | "quarterly" | "handoff";

/**
 * That something was gone through.
 */
export type CadenceMark = { kind: CadenceKind, period: string, by: string, at: number, };

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
 * Records that cannot be judged, and why.
 */
export type CannotJudge = { why: string, n: number, };

/**
 * What can be more or less mature.
 */
export type Capability = "stage_definitions" | "handoff_packet" | "routing_and_ownership" | "slas_and_alerts" | "cs_continuity" | "feedback_loop";

/**
 * What a person or a team was given in the quarter.
 */
export type CapacityLoad = { 
/**
 * Person or team key.
 */
key: string, name: string, 
/**
 * People of a team; `None` = one person.
 */
people: number | null, assigned: number, 
/**
 * Days of the quarter, as far as the data goes, on which the person's calendar is open and the person is not away; of a team, the
 * sum of its people's.
 */
working_days: number, 
/**
 * What could be given by the policy on those days; `None` = it sets no capacity, for one of a team's people at least.
 */
capacity: number | null, 
/**
 * Assigned of capacity.
 */
share: number | null, 
/**
 * Days on which a person was given more than the capacity of a day.
 */
days_over: number, 
/**
 * Records that wait for an answer as of the data.
 */
open: number, 
/**
 * Given more than the capacity of the quarter.
 */
is_over: boolean, sentence: string, };

export type CapacityRow = { owner_group: string, 
/**
 * People who own a record of the quarter.
 */
people: number, records: number, 
/**
 * `None` = nobody of the group owns a record.
 */
per_person_a_week: number | null, 
/**
 * Promises missed, of those judged; `None` = none can be judged.
 */
breach_rate: number | null, judged: number, 
/**
 * Its breach rate lies above that of all by more than its interval.
 */
overloaded: boolean, };

/**
 * An act on a case.
 */
export type CaseAct = { "act": "assign", to: string | null, } | { "act": "set_severity", severity: string, reason: string, } | { "act": "note", text: string, } | { "act": "dispute", text: string, } | { "act": "resolve", reason: string, next_step: CaseNextStep, root_cause: string | null, 
/**
 * The type's audit fields, by key.
 */
audit_fields: Record<string, string>, } | { "act": "reopen", reason: string, } | { "act": "override", 
/**
 * Verb key.
 */
verb: string, reason: string, approver: string | null, next_step: CaseNextStep, audit_fields: Record<string, string>, effect: OverrideEffect | null, 
/**
 * Resolves the case with it.
 */
resolves: boolean, root_cause: string | null, } | { "act": "take_back", place: number, reason: string, approver: string | null, };

/**
 * One case with everything beside it.
 */
export type CaseDetail = { row: CaseRow, 
/**
 * The record's row id, for its own page; `None` where no import brings it any more.
 */
record: string | null, 
/**
 * Oldest first.
 */
history: Array<AuditListed>, 
/**
 * What has to be written down before it is closed or overridden.
 */
audit_fields: Array<AuditField>, 
/**
 * For the person who acts.
 */
rights: Array<RightOf>, };

/**
 * How a case stands to its target.
 */
export type CaseDue = "in_time" | "soon" | "past" | "none" | "kept" | "missed";

/**
 * The next step that an override or a resolution has to name.
 */
export type CaseNextStep = { act: NextAct, 
/**
 * What happens, who does it, by when.
 */
text: string, };

/**
 * Which cases are shown. Everything that is left out does not count.
 */
export type CaseQuery = { 
/**
 * Only what is on the desk.
 */
open: boolean, 
/**
 * Raised, resolved or arisen in this month of the workspace's zone.
 */
month: string | null, exception_type: string | null, severity: string | null, handoff: string | null, 
/**
 * Person key; the empty text = nobody's.
 */
owner: string | null, 
/**
 * Part of the case's name, the record's name or id, or the sentence, whatever the case of its letters.
 */
text: string | null, };

/**
 * To whom a record would go.
 */
export type CaseRecordOwner = { 
/**
 * In words; `None` = nobody.
 */
owner: string | null, because: string, };

/**
 * A case in the list.
 */
export type CaseRow = { case: ExceptionCase, 
/**
 * `EX-12`
 */
name: string, 
/**
 * What people call its record: the company, else the deal or the person. `None` = no import brought a name.
 */
called: string | null, type_name: string, severity_name: string, handoff: HandoffBadge, 
/**
 * `None` = nobody.
 */
owner_name: string | null, 
/**
 * The role's name to which a dispute has come.
 */
escalated_to_name: string | null, due: CaseDue, 
/**
 * `None` = no target, or closed.
 */
left: CaseTimeLeft | null, 
/**
 * Who would take it, where nobody has; `None` = it is owned or closed, or the policy names no role for it.
 */
suggested: CaseSuggestion | null, 
/**
 * Elapsed time on the desk, milliseconds.
 */
open_ms: number, };

/**
 * Where a case is in its life.
 */
export type CaseStatus = "open" | "disputed" | "resolved" | "corrected";

/**
 * Who would take a case that nobody has.
 */
export type CaseSuggestion = { 
/**
 * Person key; `None` = nobody holds a role that answers for it.
 */
person: string | null, 
/**
 * The person's name; the role's, where nobody holds it.
 */
name: string, 
/**
 * Why, in a sentence.
 */
because: string, };

/**
 * What is left of an open case's target, or how far it is over.
 */
export type CaseTimeLeft = { 
/**
 * As the target counts. A civil deadline counts in business time.
 */
counting: Counting, 
/**
 * Counted milliseconds until the due instant; negative = since it. 0 past it = the calendar has not opened since.
 */
ms: number, 
/**
 * Counted milliseconds from when it came on the desk until the due instant.
 */
whole_ms: number, 
/**
 * The calendar with its zone; `None` where elapsed time counts.
 */
calendar: string | null, 
/**
 * `2 h 10 m of business time left`
 */
words: string, };

/**
 * Something that should change a figure from the month after on.
 */
export type CellMark = { 
/**
 * The last month before it counts.
 */
month: string, 
/**
 * `D-27`
 */
label: string, };

/**
 * What a change did at one handoff point.
 */
export type ChangeEffect = { handoff: HandoffBadge, metric: Metric, kpi: string, effect: MeasuredEffect, };

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
 * What was lost at a handoff point, of all or of one segment.
 */
export type ChurnRow = { handoff: HandoffBadge, end: CustomerEnd, 
/**
 * `None` = all of the handoff point.
 */
segment: string | null, lost: number, 
/**
 * Renewals that can be judged; of closed ones, as many as were lost.
 */
n: number, 
/**
 * Of the renewals, with its Wilson interval of 95 %; `None` = too few, or nothing to take a share of.
 */
share: number | null, low: number | null, high: number | null, 
/**
 * Of a segment beside all of the handoff point.
 */
standing: PartStanding, sentence: string, };

/**
 * Which time a duration is measured in.
 */
export type ClockChoice = "business" | "elapsed";

/**
 * When a clock starts, pauses, stops and is called off, where that is not simply its event. Where several hold at once, calling off
 * goes before stopping, stopping before pausing, pausing before starting.
 */
export type ClockConditions = { 
/**
 * `None` = every clock of the handoff point that has no conditions of its own.
 */
clock: ClockKind | null, 
/**
 * `None` = the handoff's trigger, or acceptance for the next step.
 */
start: Criterion | null, 
/**
 * Nothing else pauses it.
 */
pauses: Array<PauseCondition>, 
/**
 * `None` = the clock's own event.
 */
stop: Criterion | null, 
/**
 * What ends the need for the event.
 */
cancel: Criterion | null, };

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
 * A text or a number, as JSON writes them.
 */
export type Constant = number | string;

export type Conversion = { source: string, trigger: string, 
/**
 * Reached the handoff's outcome / started.
 */
share: ShareOf, drill: Drill, };

/**
 * What the council has before it beside the month's review.
 */
export type Council = { month: string, state: CouncilState, figures: CouncilFigures, repeats: Array<RepeatException>, 
/**
 * The latest first: since the last review, then earlier ones for their effect.
 */
changes: Array<PolicyShipped>, 
/**
 * On the agenda, then decided ones, the latest first.
 */
decisions: Array<DecisionRow>, actions: Array<ActionRow>, notes: CouncilNotes, attendance: Attendance, 
/**
 * Who was present and has not signed.
 */
waiting_for: Array<string>, 
/**
 * Every sign-off of the month, the latest last; one without `reopened` is in force.
 */
sign_offs: Array<SignOff>, 
/**
 * Where the live numbers are no longer those that were signed.
 */
differences: Array<FrozenDifference>, };

/**
 * Something that somebody has to do.
 */
export type CouncilAction = { id: string, 
/**
 * `A-5` is number 5.
 */
number: number, text: string, 
/**
 * Person key of the policy, or a name.
 */
owner: string, due: string, 
/**
 * The reviewed month in whose session it was given out.
 */
made_in: string, made_at: number, made_by: string, 
/**
 * Id of the decision that it serves.
 */
decision: string | null, done_at: number | null, done_by: string | null, version: number, };

/**
 * What was decided, or is proposed for decision.
 */
export type CouncilDecision = { id: string, 
/**
 * `D-27` is number 27.
 */
number: number, text: string, status: DecisionStatus, 
/**
 * The reviewed month in whose session it was made.
 */
made_in: string, made_at: number, by: string, 
/**
 * Handoff key; `None` = all handoffs together.
 */
handoff: string | null, 
/**
 * The figure that it should move.
 */
metric: Metric, 
/**
 * The figure of `made_in`, measured when it was decided; `None` = it had none, or nothing is decided yet.
 */
baseline: number | null, expects: DecisionExpects, 
/**
 * The policy version that shipped it.
 */
policy_version: number | null, 
/**
 * Grows with every change; a change names the one that it was made on.
 */
version: number, };

/**
 * What is measured for the council alone.
 */
export type CouncilFigures = { 
/**
 * All handoffs together, then each.
 */
waterfalls: Array<Waterfall>, hidden: HiddenSegments, recycle: RecycleForecast, 
/**
 * The worst first; one a record, at most three of one owner group at one handoff point.
 */
breaches: Array<Breach>, 
/**
 * Records of the month with a promise missed.
 */
breached: number, kpis: Array<PrimaryKpi>, };

/**
 * Notes of a month, in Markdown, and what it comes to.
 */
export type CouncilNotes = { text: string, 
/**
 * Empty = nobody wrote any yet.
 */
by: string, at: number | null, version: number, 
/**
 * The text, read. Never taken from a file: it says what the text says.
 */
blocks: Array<NoteBlock>, };

/**
 * How a month stands.
 */
export type CouncilState = "open" | "signed" | "reopened";

export type CountOf = { n: number, of: number, };

/**
 * Which time a clock counts.
 */
export type Counting = "business" | "elapsed";

/**
 * One person or several alike. Where `person` names somebody of the policy, what is left out here is as the policy says.
 */
export type Crew = { 
/**
 * Unique, also among the policy's people. Several are `KEY 1`, `KEY 2` and so on.
 */
key: string, 
/**
 * As shown; the key unless given.
 */
name: string, 
/**
 * Key of the person of the policy whom this describes; none = somebody whom the policy does not know.
 */
person: string | null, 
/**
 * How many, up to 10,000.
 */
count: number, 
/**
 * Team key.
 */
team: string | null, 
/**
 * Keys of the roles held: what makes them members of pools and lets them take from queues.
 */
roles: Array<string>, 
/**
 * Key of the calendar of their shifts; none = the policy's default calendar.
 */
calendar: string | null, absences: Array<Absence>, 
/**
 * The most leads a day, in the calendar's zone; none = no limit.
 */
capacity_per_day: number | null, 
/**
 * The most leads in work at once, from 1.
 */
parallel: number, 
/**
 * Share in weighted pools.
 */
weight: number | null, 
/**
 * Share in performance-weighted pools, in percent of an average member's.
 */
performance_percent: number | null, 
/**
 * How fast they work: handling takes the usual time divided by this. 1 = as the rules say.
 */
speed: number, 
/**
 * In the policy's currency, for an hour of shift.
 */
cost_per_hour: number, };

/**
 * How the records of a month stand to a criterion.
 */
export type CriteriaEvidence = { 
/**
 * `None` = no record has a month.
 */
month: string | null, records: number, passed: number, failed: number, unknown: number, 
/**
 * What fails most comes first.
 */
tests: Array<CriterionTested>, 
/**
 * Of the records that were accepted, those that fail the criterion.
 */
accepted_failing: CountOf, 
/**
 * The same by source and by owner, most failing first.
 */
by_source: Array<SplitCount>, by_owner: Array<SplitCount>, };

/**
 * Where a criterion stands, which says whose records it is held against.
 */
export type CriteriaGate = "trigger" | "entry" | "exit" | "acceptance" | "routing" | "pause";

/**
 * A criterion in words.
 */
export type CriteriaWords = { 
/**
 * Without a full stop; names of fields stand between asterisks.
 */
english: string, jsonlogic: string, 
/**
 * Keys that the field catalogue does not have.
 */
unknown_fields: Array<string>, };

/**
 * What must hold. In JSON `{"all": […]}`, `{"any": […]}`, `{"not": …}`, or a test: `{"field": "employees", "is": "at_least", "value": 200}`.
 */
export type Criterion = { "all": Array<Criterion> } | { "any": Array<Criterion> } | { "not": Criterion } | CriterionTest;

/**
 * How the accepted records of a quarter stand to one test.
 */
export type CriterionRow = { 
/**
 * Key of the handoff point.
 */
handoff: string, 
/**
 * Place of the test among the criterion's parts.
 */
place: number, english: string, 
/**
 * Won, and of how many who pass the test.
 */
passing: [number, number], 
/**
 * The same of who fails it.
 */
failing: [number, number], 
/**
 * Of whom the test knows nothing.
 */
unknown: number, 
/**
 * Fewer than ten on one side.
 */
too_few: boolean, 
/**
 * Who passes is won at most five points more often than who fails, by the interval of the difference: the test may go.
 */
tells_nothing: boolean, 
/**
 * How much more often who passes is won, with the interval of the difference (95 %, after Newcombe); `None` = too few.
 */
difference: [number, number, number] | null, sentence: string, };

/**
 * One test of one field.
 */
export type CriterionTest = { 
/**
 * Key in the field catalogue.
 */
field: string, } & ({ "is": "equals", "value": Constant } | { "is": "not_equals", "value": Constant } | { "is": "one_of", "value": Array<Constant> } | { "is": "none_of", "value": Array<Constant> } | { "is": "contains", "value": string } | { "is": "starts_with", "value": string } | { "is": "is_free_mail" } | { "is": "at_least", "value": number } | { "is": "at_most", "value": number } | { "is": "more_than", "value": number } | { "is": "less_than", "value": number } | { "is": "between", "value": [number, number] } | { "is": "before", "value": string } | { "is": "after", "value": string } | { "is": "on_or_before", "value": string } | { "is": "on_or_after", "value": string } | { "is": "within_last", "value": Span } | { "is": "more_than_ago", "value": Span } | { "is": "within_next", "value": Span } | { "is": "is_true" } | { "is": "is_false" } | { "is": "is_blank" } | { "is": "is_filled" });

/**
 * A test of a criterion, as it is wanted: under a *not* the opposite.
 */
export type CriterionTested = { english: string, failed: number, unknown: number, };

/**
 * How a customer is seen to be lost.
 */
export type CustomerEnd = "not_renewed" | "closed";

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

export type DecayPoint = { 
/**
 * Elapsed minutes from start to first touch, above zero.
 */
minutes: number, 
/**
 * What is left of the conversion, 0 to 1.
 */
factor: number, };

/**
 * A decision as somebody writes it.
 */
export type DecisionDraft = { 
/**
 * `None` = a new one.
 */
id: string | null, 
/**
 * The version that was edited; none for a new one.
 */
version: number | null, text: string, status: DecisionStatus, 
/**
 * The reviewed month.
 */
made_in: string, 
/**
 * Handoff key; `None` = all handoffs together.
 */
handoff: string | null, metric: Metric, expects: DecisionExpects, policy_version: number | null, };

/**
 * What a decision should do to its figure.
 */
export type DecisionExpects = { way: Way, 
/**
 * The figure to come to, in its own unit (milliseconds, 0 ..= 1); `None` = only the way is said.
 */
target: number | null, };

/**
 * Which role may do what: a verb, for a type and severity of exception.
 */
export type DecisionRight = { key: string, 
/**
 * Verb key.
 */
verb: string, 
/**
 * Exception type key; `None` = every type.
 */
exception_type: string | null, 
/**
 * Severity key; `None` = every severity.
 */
severity: string | null, 
/**
 * Key of the role that holds the right.
 */
role: string, 
/**
 * Key of the role that has to approve; `None` = the holder decides alone.
 */
approved_by: string | null, };

/**
 * A decision with what came of it.
 */
export type DecisionRow = { decision: CouncilDecision, 
/**
 * `D-27`
 */
name: string, 
/**
 * `None` = all handoffs together.
 */
handoff: HandoffBadge | null, 
/**
 * `Time to first touch`
 */
metric_title: string, unit: Unit, 
/**
 * `None` = it is proposed or withdrawn.
 */
effect: MeasuredEffect | null, 
/**
 * True = the month that made it is signed off: what was decided stands as it is.
 */
is_signed: boolean, };

/**
 * A decision other than accepting.
 */
export type DecisionShare = { 
/**
 * `rejected` or `recycled`.
 */
decision: ReceiverDecision, 
/**
 * Key of a disposition reason.
 */
reason: string | null, share: number, };

export type DecisionStatus = "proposed" | "decided" | "withdrawn";

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
 * A question that had more than one good answer, and the one that was taken.
 */
export type DesignDecision = { key: string, question: string, decision: string, because: string, };

/**
 * How the desk stands to the records and the policy.
 */
export type DeskStanding = "current" | "outdated" | "only_read";

/**
 * What changed in one place.
 */
export type DiffGroup = { 
/**
 * `None` = the policy itself and its map.
 */
noun: Noun | null, 
/**
 * A handoff point's key; `None` = everything of the noun.
 */
key: string | null, title: string, changes: Array<PolicyChange>, };

export type DiffKind = "added" | "removed" | "renamed" | "reordered" | "changed";

/**
 * By what figures are split.
 */
export type Dimension = "all" | "handoff" | "source" | "trigger" | "segment" | "owner_group" | "owner" | "intent" | "reason";

/**
 * What the receiver decided.
 */
export type Disposition = "open" | "accepted" | "rejected" | "recycled" | "completed";

/**
 * A reason that can be chosen, and its next step.
 */
export type DispositionReason = { 
/**
 * The value as it stands in imported records (`timing`).
 */
key: string, name: string, decision: ReceiverDecision, 
/**
 * When to choose it.
 */
meaning: string, 
/**
 * True = chosen from a list; false = free text, which nobody can act on.
 */
structured: boolean, 
/**
 * What happens next, in order; empty = the record's journey just ends.
 */
next: Array<NextStep>, 
/**
 * Days after which a suppression is looked at again; `None` = never.
 */
review_after_days: number | null, };

/**
 * A random length of time, in minutes; what comes out below zero never does, and counts in whole milliseconds.
 */
export type Distribution = { "kind": "fixed", minutes: number, } | { "kind": "exponential", mean: number, } | { "kind": "uniform", from: number, to: number, } | { "kind": "lognormal", mean: number, sigma: number, } | { "kind": "gamma", mean: number, shape: number, } | { "kind": "weibull", scale: number, shape: number, } | { "kind": "triangular", from: number, likely: number, to: number, } | { "kind": "empirical", minutes: Array<number>, };

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
 * What became of some records.
 */
export type DownstreamOf = { records: number, 
/**
 * With a first touch.
 */
contacted: number, 
/**
 * Came to an opportunity, a win or a completion.
 */
converted: number, 
/**
 * What all of them are worth, in the workspace's currency, as far as the data says.
 */
amount: number, 
/**
 * What the converted ones are worth.
 */
amount_converted: number, };

/**
 * What could still fail in the draft.
 */
export type DraftCheck = { report: AirtightReport, took_ms: number, 
/**
 * Of the draft that was checked.
 */
revision: number, };

/**
 * The draft of the policy as it stands.
 */
export type DraftView = { branch: string, 
/**
 * `main` first, the others by name.
 */
branches: Array<string>, 
/**
 * The version that the edits stand on: the one saved last.
 */
base: number, 
/**
 * The version in force now.
 */
in_force: number, 
/**
 * Grows with every change; an edit names the one that it was made on.
 */
revision: number, 
/**
 * Edits since the base.
 */
edits: number, 
/**
 * What would be taken back, in a sentence.
 */
undo: string | null, 
/**
 * What would be done again, in a sentence.
 */
redo: string | null, policy: Policy, 
/**
 * Edits that did not fit a later version and were set aside, in sentences.
 */
conflicts: Array<string>, };

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
dimension: Dimension | null, value: string | null, 
/**
 * And one more.
 */
also?: Split, };

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
 * What the months since say.
 */
export type EffectVerdict = "signal" | "no_signal" | "too_few_points";

/**
 * The time in which systems complete and judge a record before a person sees it.
 */
export type EnrichmentBuffer = { 
/**
 * Elapsed minutes that it takes at least and at most; at the latter the record goes on with what is known.
 */
at_least_minutes: number, at_most_minutes: number, 
/**
 * Catalogue keys of the fields that enrichment fills or validates.
 */
enriches: Array<string>, 
/**
 * Read from the top; the first that holds decides. Where none does, the record is routed on.
 */
outcomes: Array<BufferOutcome>, };

/**
 * One entry of a packet, judged.
 */
export type EntryJudged = { 
/**
 * Catalogue key.
 */
field: string, verdict: EntryVerdict, 
/**
 * Why it does not travel, without a full stop.
 */
because: string | null, };

export type EntryVerdict = "valid" | "left_out" | "missing" | "invalid" | "unjudged";

/**
 * A code exists only where the screen acts on it.
 */
export type ErrorCode = "no_workspace" | "not_found" | "not_a_workspace" | "newer_file" | "damaged" | "read_only" | "cancelled" | "invalid" | "conflict" | "io" | "unexpected";

/**
 * One step: when, what, whom it reaches.
 */
export type EscalationStep = { at: StepTime, act: StepAct, to: Reach, 
/**
 * What must hold beside the clock still running (no activity logged).
 */
when: Criterion, note: string, };

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
 * One lead of a list.
 */
export type ExactArrival = { 
/**
 * Milliseconds since 1970-01-01T00:00:00Z.
 */
at: number, 
/**
 * Place in the mix, from 0; none = drawn from it.
 */
part?: number, };

/**
 * A record by example, values by field key: what "try a record" sends, and the counterexample of a proof. A field that is not there
 * is blank.
 */
export type Example = { [key in string]: Given };

/**
 * An exception on the desk. Whole numbers and texts alone: it stands in the audit trail as it is.
 */
export type ExceptionCase = { 
/**
 * `EX-12` is number 12.
 */
number: number, status: CaseStatus, passage: PassageKey, rule: ExceptionRule, part: string, exception_type: string, subtype: string | null, severity: string, because: string, 
/**
 * When it came to be, by the data.
 */
arose: number, ended: number | null, 
/**
 * False once the data no longer shows it.
 */
stands: boolean, 
/**
 * When it came on the desk: its target counts from here.
 */
raised_at: number, 
/**
 * `None` = nothing is promised for this type and severity.
 */
due_at: number | null, 
/**
 * Key of the person who works on it.
 */
owner: string | null, 
/**
 * Key of the role to which a dispute has come.
 */
escalated_to: string | null, 
/**
 * Root cause key.
 */
root_cause: string | null, resolved_at: number | null, 
/**
 * Notes, disputes and reopenings so far.
 */
notes: number, reopened: number, 
/**
 * In the order in which they were made.
 */
overrides: Array<Override>, 
/**
 * The type's audit fields, as they were filled in last.
 */
audit_fields: Record<string, string>, };

/**
 * The desk.
 */
export type ExceptionDesk = { 
/**
 * The instant of `open_ms` and `left`.
 */
now: number, 
/**
 * The instant up to which the data is known.
 */
as_of: number | null, 
/**
 * In order; at most so many as were asked for.
 */
rows: Array<CaseRow>, 
/**
 * Cases that the query asks for.
 */
found: number, 
/**
 * All cases on the desk.
 */
open: number, past_target: number, 
/**
 * Resolved by people in the last seven days.
 */
resolved_lately: number, 
/**
 * By severity key, in the policy's order: open cases.
 */
by_severity: Array<[string, number]>, 
/**
 * Findings that were over, or stood for more than thirty days, before anybody looked: counted in the measures, never on the desk.
 */
history: number, standing: DeskStanding, audit: AuditState, };

/**
 * What exceptions of one type came to at one handoff point in one month.
 */
export type ExceptionImpact = { month: string, 
/**
 * Key of the handoff point.
 */
handoff: string, 
/**
 * `None` = any.
 */
exception_type: string | null, name: string, with: DownstreamOf, without: DownstreamOf, contact: ImpactVerdict, conversion: ImpactVerdict, sentence: string, };

/**
 * Everything that the desk measures.
 */
export type ExceptionMeasures = { volume: Array<ExceptionVolume>, resolution: Array<ExceptionResolution>, repeats: Array<ExceptionRepeat>, 
/**
 * Passages that stand as duplicates, of all.
 */
duplicates: number, records: number, pauses: Array<PausedMinutes>, 
/**
 * What became of records with an exception, beside those without. A sign-off from before this was measured has none.
 */
impact: Array<ExceptionImpact>, };

/**
 * A type and root cause that an earlier month had as well.
 */
export type ExceptionRepeat = { month: string, exception_type: string, root_cause: string, count: number, 
/**
 * The last month before that had it.
 */
before: string, };

/**
 * An exception that a person saw.
 */
export type ExceptionReported = { passage: PassageKey, exception_type: string, subtype: string | null, severity: string, 
/**
 * What is wrong, in a sentence.
 */
text: string, };

/**
 * How a month's cases of a type were resolved.
 */
export type ExceptionResolution = { month: string, 
/**
 * `None` = all types together.
 */
exception_type: string | null, resolved: number, 
/**
 * Elapsed time from raised to resolved, milliseconds.
 */
p50_ms: number | null, p90_ms: number | null, 
/**
 * Of `with_target`.
 */
within_target: number, 
/**
 * Resolved ones that had a due instant.
 */
with_target: number, };

/**
 * By what an exception is found.
 */
export type ExceptionRule = "unowned" | "bounced" | "missing_fields" | "duplicate" | "stuck" | "sla_breach" | "consent_gap" | "contradiction" | "reported";

export type ExceptionSubtype = { 
/**
 * Unique within the type.
 */
key: string, name: string, };

export type ExceptionTarget = { 
/**
 * Severity key.
 */
severity: string, target: Target, };

/**
 * A class of exceptions.
 */
export type ExceptionType = { key: string, name: string, 
/**
 * When something belongs here, in a sentence.
 */
meaning: string, subtypes: Array<ExceptionSubtype>, 
/**
 * Key of the one role that resolves it.
 */
owner_role: string | null, 
/**
 * Keys of the roles that help.
 */
helper_roles: Array<string>, 
/**
 * Time to resolution by severity; a severity without one here takes its own target.
 */
targets: Array<ExceptionTarget>, 
/**
 * How often the open ones are gone through.
 */
review_every: Cadence | null, 
/**
 * What has to be written down before one is closed, beside reason, approver and next step.
 */
audit_fields: Array<AuditField>, };

/**
 * Exceptions of a month, type and severity.
 */
export type ExceptionVolume = { month: string, exception_type: string, name: string, severity: string, 
/**
 * On the desk and past it together.
 */
count: number, 
/**
 * Of these, over before they were first seen: counted, never on the desk.
 */
history: number, };

/**
 * The values that filters offer, with how many records have them.
 */
export type Facets = { handoffs: Array<[HandoffBadge, number]>, sources: Array<[string, number]>, segments: Array<[string, number]>, intents: Array<[string, number]>, owner_groups: Array<[string, number]>, owners: Array<[string, number]>, months: Array<[string, number]>, };

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
owner: string, 
/**
 * Heading under which it is listed (`Company`, `Buyer`); empty = none.
 */
group: string, 
/**
 * True where a system holds it, so that a rule can be decided on it; false = it is known to people only.
 */
observable: boolean, 
/**
 * Keys of the handoff points by whose completion it is known. It is known from the start where this and
 * `supplied_by_stages` are empty.
 */
supplied_by_handoffs: Array<string>, 
/**
 * Keys of the stages in which it becomes known.
 */
supplied_by_stages: Array<string>, };

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
 * 1-based line (CSV) or row (XLSX) of the header; everything above is preamble. 0 = it is found out.
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
 * A figure of the part that is judged.
 */
export type FitFigure = { what: string, foreseen: number, found: number, unit: FitUnit, };

export type FitUnit = "share" | "duration";

export type FitVerdict = "good" | "poor" | "unknown";

/**
 * Records that would become something else.
 */
export type Flip = { handoff: HandoffBadge, kind: FlipKind, 
/**
 * In words: `met`, `the queue Shark tank`, `fails acceptance`.
 */
from: string, to: string, past: number, open: number, 
/**
 * Most first; blank where a record has none.
 */
by_segment: Array<FlipSegment>, 
/**
 * Row ids, as the records screen has them; the first hundred.
 */
records: Array<string>, };

export type FlipKind = "sla" | "routing" | "criteria";

/**
 * What a draft would change.
 */
export type FlipPreview = { 
/**
 * Records that have come to their end, and those still open, that were looked at.
 */
past: number, open: number, 
/**
 * Records of which everything that the draft changes could be judged.
 */
judged: number, 
/**
 * Most records first.
 */
flips: Array<Flip>, 
/**
 * Most records first.
 */
cannot_judge: Array<CannotJudge>, };

/**
 * Records of one segment.
 */
export type FlipSegment = { value: string, n: number, };

export type FlowLine = { 
/**
 * Stage keys.
 */
from: string, to: string, points: Array<MapPoint>, back: boolean, };

/**
 * What follows a completed handoff.
 */
export type FlowRule = { 
/**
 * Handoff keys.
 */
from: string, to: string, 
/**
 * Tier that it is for; none = every tier.
 */
tier: string | null, 
/**
 * How many go on, as a share of those completed. The shares of one point and tier add up to at most 1.
 */
share: number, 
/**
 * Elapsed time until the next handoff starts.
 */
after: Distribution, };

/**
 * A figure that is no longer what was signed.
 */
export type FrozenDifference = { 
/**
 * `None` = the month as a whole.
 */
handoff: HandoffBadge | null, metric: Metric, 
/**
 * `Time to accept, p50`
 */
title: string, unit: Unit, frozen: number | null, frozen_n: number, live: number | null, live_n: number, sentence: string, };

/**
 * A value that a person gives or reads. Dates and instants are texts as [`Fact::read`] reads them.
 */
export type Given = boolean | number | string;

/**
 * A handoff point's badge: the same everywhere.
 */
export type HandoffBadge = { key: string, name: string, sender: string, receiver: string, };

/**
 * A handoff point: its badge, and the line on which the badge stands.
 */
export type HandoffLine = { key: string, name: string, sender: string, receiver: string, badge: Area, 
/**
 * Corners from the sender's end to the receiver's.
 */
points: Array<MapPoint>, 
/**
 * True where the line begins at a dot, because the handoff names no stage there.
 */
loose_start: boolean, loose_end: boolean, 
/**
 * True where records go back, or to wait.
 */
back: boolean, };

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
 * Sender and receiver, as shown in the badge: a team's short name, or free text until the policy names the team.
 */
sender: string, receiver: string, 
/**
 * The observable event that starts it.
 */
trigger: Trigger, 
/**
 * Calendar key; `None` = the policy's default calendar.
 */
calendar: string | null, 
/**
 * What counts as conversion here.
 */
outcome: Outcome, targets: Array<SlaTarget>, 
/**
 * Catalogue keys of fields that must travel beside those that the packet requires.
 */
required_fields: Array<string>, 
/**
 * True when an import met this name before anybody designed it.
 */
from_import: boolean, 
/**
 * Stage keys; the same one twice where the owner changes and the stage does not.
 */
from_stage: string | null, to_stage: string | null, receiver_kind: ReceiverKind, 
/**
 * Key of the role that answers for the next action. Only one is sound; a workshop may find several, and the check says so.
 */
accountable_roles: Array<string>, 
/**
 * Key of the role that steps in.
 */
backup_role: string | null, acceptance: Acceptance, packet: Packet, buffer: EnrichmentBuffer | null, routing: RoutingTable, clock_conditions: Array<ClockConditions>, escalation: Array<Ladder>, 
/**
 * Keys of the disposition reasons that the receiver may choose.
 */
dispositions: Array<string>, 
/**
 * What the buyer or customer loses while it stalls.
 */
momentum_risk: string, 
/**
 * How it usually breaks.
 */
failure_mode: string, 
/**
 * What revenue operations looks after here.
 */
oversight_focus: string, 
/**
 * What systems must be able to do.
 */
system_requirements: Array<string>, 
/**
 * What keeps the risk down.
 */
control: string, 
/**
 * Key of the primary KPI.
 */
kpi: string | null, review_every: Cadence | null, review_on: string | null, 
/**
 * True where somebody outside the company is contacted because of it.
 */
contacts_people: boolean, 
/**
 * Catalogue key of the field that says whether they may be.
 */
consent_field: string | null, notes: string, };

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

/**
 * Everything decided about one handoff point.
 */
export type HandoffSpec = { key: string, name: string, sender: string, receiver: string, 
/**
 * Names of the stages on both sides; `None` = not named.
 */
from_stage: string | null, to_stage: string | null, trigger: string, 
/**
 * The trigger as a system decides it; empty = not written down.
 */
trigger_criterion: string, trigger_source: string, 
/**
 * Names of roles, with who holds them.
 */
accountable: Array<string>, backup: string | null, 
/**
 * `A person accepts, rejects or recycles`
 */
acceptance: string, acceptance_criteria: string, acceptance_actions: Array<string>, exit_criteria: string, entry_criteria: string, 
/**
 * The enrichment buffer, a line an outcome.
 */
buffer: Array<string>, 
/**
 * What happens before the table is read.
 */
matching: Array<string>, routing: Array<SpecRow>, packet: Array<SpecField>, calendar: string, targets: Array<SpecTarget>, 
/**
 * When clocks start, pause and stop, where that is not simply their event.
 */
conditions: Array<string>, escalation: Array<SpecStep>, dispositions: Array<SpecReason>, momentum_risk: string, failure_mode: string, control: string, oversight_focus: string, system_requirements: Array<string>, kpi: string | null, review: string, 
/**
 * `People are contacted; *Consent* says whether they may be`; empty = nobody outside is contacted.
 */
consent: string, };

export type HeldBy = { user: string, host: string, pid: number, since: number, };

/**
 * A part that is not like its whole.
 */
export type HiddenSegment = { handoff: HandoffBadge, metric: Metric, unit: Unit, dimension: Dimension, 
/**
 * As imported.
 */
value: string, 
/**
 * The part's figure, with its widened interval.
 */
figure: number, low: number, high: number, n: number, whole: number, whole_n: number, worse: boolean, 
/**
 * Records by which the part is off the whole: shares only, else those beyond the whole's median past one half.
 */
concerned: number, 
/**
 * `H2 Acceptance breach rate: AE EMEA 34 % (n 88) where all have 18 %, whose month is quiet.`
 */
sentence: string, drill: Drill, };

/**
 * What was found, and among how much.
 */
export type HiddenSegments = { 
/**
 * Worse ones first, then by how many records are concerned; at most twenty.
 */
found: Array<HiddenSegment>, 
/**
 * How many parts stand out, listed or not.
 */
standing_out: number, 
/**
 * How many parts were held against their wholes.
 */
compared: number, sentence: string, };

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
 * The time that is simulated.
 */
export type Horizon = { 
/**
 * The local date, in the policy's zone, at whose first instant everything begins, empty.
 */
start: string, 
/**
 * Elapsed days of 24 hours, up to 10,000; warm-up included.
 */
days: number, };

/**
 * What a row does whose owner is away, full or gone.
 */
export type IfAway = "next_row" | "assign";

/**
 * How two groups differ.
 */
export type ImpactVerdict = "less" | "more" | "no_difference" | "too_few";

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
 * Names of a workbook's sheets; empty for CSV.
 */
sheets: Array<string>, 
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

/**
 * A key figure.
 */
export type Kpi = { key: string, name: string, 
/**
 * Name of the metric that measures it (`time_to_first_touch`); `None` = it is measured elsewhere.
 */
metric: string | null, 
/**
 * What it tells, in a sentence.
 */
meaning: string, direction: KpiDirection, target: KpiTarget | null, };

/**
 * Which way is better.
 */
export type KpiDirection = "higher" | "lower";

export type KpiTarget = { "kind": "duration", ms: number, } | { "kind": "share", per_mille: number, } | { "kind": "count", n: number, };

/**
 * The steps that accompany one clock.
 */
export type Ladder = { clock: ClockKind, 
/**
 * Tier key; `None` = every tier that has no ladder of its own for this clock.
 */
tier: string | null, 
/**
 * In the order in which they are due.
 */
steps: Array<EscalationStep>, };

/**
 * In how many records of a time the steps of a handoff point's ladders fired.
 */
export type LadderFired = { 
/**
 * Records that started in the time.
 */
records: number, 
/**
 * Of these, those of which the data cannot say when one of the ladders' clocks ran.
 */
cannot_judge: number, 
/**
 * By ladder, then step, in the policy's order; `null` for a step that lists many records at once.
 */
ladders: Array<Array<number | null>>, };

/**
 * A team's lane, over the map's whole width.
 */
export type Lane = { 
/**
 * Team key; `None` = whoever the policy has not named as a team.
 */
team: string | null, short: string, name: string, y: number, height: number, };

/**
 * Places by key.
 */
export type Layout = { stages: { [key in string]: Place }, handoffs: { [key in string]: Place }, };

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
 * What a lever moves, against the scenario without it.
 */
export type LeverEffect = { name: string, 
/**
 * Overall attainment, a share.
 */
attainment: SimulatedDifference | null, value: SimulatedDifference | null, cost: SimulatedDifference | null, margin: SimulatedDifference | null, 
/**
 * How much of the value gained pays for the cost added: below 1 it pays. None where nothing is gained or nothing added.
 */
break_even: number | null, };

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
 * What waiting consists of.
 */
export type LostPart = "outside_hours" | "paused" | "waiting_for_assignment" | "waiting_for_acceptance" | "waiting_for_first_touch" | "rework";

/**
 * Everything that stands on the map, in pixels at 100 %; `x` to the right, `y` down, from the map's top left.
 */
export type MapLayout = { width: number, height: number, 
/**
 * From the top.
 */
lanes: Array<Lane>, stages: Array<StageBox>, handoffs: Array<HandoffLine>, 
/**
 * The way from stage to stage within a team, which no handoff makes.
 */
flows: Array<FlowLine>, };

export type MapPoint = { x: number, y: number, };

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
 * What two records have in common where they belong together.
 */
export type MatchBy = "crm_id" | "email" | "domain" | "company_name";

/**
 * What is known about a record before it is routed: whose account it belongs to, and whether it is there already.
 */
export type Matching = { 
/**
 * How a lead finds its account, surest first; empty = leads are not matched.
 */
account_by: Array<MatchBy>, 
/**
 * How a record is recognised as one that is there already; empty = duplicates are not looked for.
 */
duplicate_by: Array<MatchBy>, on_duplicate: OnDuplicate, };

/**
 * The whole assessment.
 */
export type Maturity = { 
/**
 * The reviewed month whose figures it uses; `None` = there is no data.
 */
month: string | null, capabilities: Array<MaturityCapability>, 
/**
 * What to do next: the lowest capabilities first, what is nearest to done first among them.
 */
next_steps: Array<MaturityStep>, 
/**
 * Mean of the levels that count, 1 ..= 5.
 */
mean: number, sentence: string, };

/**
 * One capability.
 */
export type MaturityCapability = { capability: Capability, name: string, owner: string, kpi: string, 
/**
 * Its KPI as it is measured now, in words; `None` = it is not.
 */
kpi_value: string | null, ad_hoc: string, operationalised: string, levels: Array<MaturityLevelEvidence>, proposed: MaturityLevel, 
/**
 * Why not higher: the first evidence that is missing; else that all is there.
 */
because: string, 
/**
 * What a person decided last; `None` = nobody has.
 */
judged: MaturityJudgement | null, 
/**
 * The level that counts: what was decided, else what is proposed.
 */
level: MaturityLevel, 
/**
 * Oldest first.
 */
history: Array<MaturityJudgement>, };

/**
 * Something that can be looked up in the workspace.
 */
export type MaturityEvidence = { 
/**
 * `Every handoff point has one accountable role`
 */
text: string, met: boolean, 
/**
 * `5 of 6 handoff points; H6 has none`
 */
shown: string, 
/**
 * How much of it is there, 0 ..= 1.
 */
part: number, 
/**
 * What to do where it is not met.
 */
step: string, };

/**
 * What a person decided.
 */
export type MaturityJudgement = { number: number, capability: Capability, level: MaturityLevel, 
/**
 * What the workspace proposed at that time.
 */
proposed: MaturityLevel, by: string, reason: string, at: number, };

/**
 * How mature.
 */
export type MaturityLevel = "ad_hoc" | "documented" | "built_in" | "measured" | "operationalised";

/**
 * What a level asks for.
 */
export type MaturityLevelEvidence = { level: MaturityLevel, name: string, 
/**
 * Empty at the first level, which asks for nothing.
 */
evidence: Array<MaturityEvidence>, 
/**
 * Everything is there, here and at every level below.
 */
reached: boolean, };

/**
 * Something to do next.
 */
export type MaturityStep = { capability: Capability, capability_name: string, 
/**
 * The level that it leads to.
 */
level: MaturityLevel, level_name: string, step: string, shown: string, 
/**
 * How much of it is there, 0 ..= 1.
 */
part: number, };

/**
 * What came of a decision or of a change of the policy, as its figure's months say.
 */
export type MeasuredEffect = { verdict: EffectVerdict, 
/**
 * For a signal: whether it went the way that was expected.
 */
as_expected: boolean | null, 
/**
 * Whether the last month is at the target, or beyond it the expected way; `None` without a target or a later month.
 */
reached: boolean | null, 
/**
 * `Time to first touch 66 m → 38 m: a signal, below the lower limit of 44 m in October 2026.`
 */
sentence: string, 
/**
 * What it was: the mean of the months before, where there are enough for limits, else the last of them.
 */
before: number | null, 
/**
 * What it is: the last month after.
 */
after: number | null, unit: Unit, 
/**
 * The last month before: where a chart has its mark.
 */
mark: string, 
/**
 * The judged months after it.
 */
months: string[], 
/**
 * Limits of the months before; `None` under six.
 */
limits: Limits | null, 
/**
 * Of the latest month that is a signal.
 */
rule: SignalRule | null, signal_in: string | null, 
/**
 * Months before and after, oldest first, as the chart draws them.
 */
series: Array<SeriesPoint>, };

export type MenuCommand = { 
/**
 * By which the view knows it: `workspace.open`.
 */
id: string, label: string, };

/**
 * One menu of the bar.
 */
export type MenuGroup = { label: string, commands: Array<MenuCommand>, };

/**
 * A metric, by its snake-case name.
 */
export type Metric = "volume" | "time_to_assign" | "time_to_accept" | "time_to_first_touch" | "time_to_next_step" | "time_lost_in_handoff" | "stage_aging_after_handoff" | "sla_assign" | "sla_accept" | "sla_first_touch" | "sla_next_step" | "sla_complete" | "first_touch_within_5_minutes" | "acceptance_rate" | "rejection_rate" | "untouched_share" | "completion_rate" | "meeting_booked_rate" | "opportunity_creation_rate" | "reassignment_rate" | "conversion" | "drop_off" | "packet_fill_rate" | "duplicate_rate";

/**
 * One value's part of the week.
 */
export type MissedBy = { 
/**
 * As imported; a handoff by its name.
 */
value: string, missed: number, due: number, };

export type MissedRecord = { 
/**
 * As the records screen names it.
 */
id: string, 
/**
 * The CRM's id; empty where it was found without the records at hand.
 */
record_id: string, handoff: HandoffBadge, clock: ClockKind, source: string | null, owner: string | null, segment: string | null, due_at: number, 
/**
 * `None` = it has not come yet.
 */
event_at: number | null, over_ms: number, business: boolean, };

/**
 * A kind of lead, and how frequent it is.
 */
export type MixPart = { 
/**
 * Relative to the other parts'.
 */
weight: number, 
/**
 * Tier key; none = no tier is known.
 */
tier: string | null, segment: string | null, trigger: string | null, 
/**
 * By field key: what routing, buffer and escalation criteria read.
 */
fields: { [key in string]: Given }, 
/**
 * What one of these is worth if it converts, in the policy's currency.
 */
amount: number, 
/**
 * How much of the packet is filled, as a share.
 */
packet: number, };

/**
 * The instants a record can carry, in the order in which they are expected to happen.
 */
export type Moment = "started" | "assigned" | "accepted" | "rejected" | "first_touch" | "next_step" | "meeting" | "opportunity" | "won" | "completed";

/**
 * A problem that is muted. An error still keeps the policy from being airtight.
 */
export type Mute = { key: string, 
/**
 * The rule's name (`backup-missing`).
 */
rule: string, 
/**
 * What has the problem: its kind, its key, and the part as the inspector's tabs are called (`ownership`).
 */
noun: Noun, of: string, part: string, reason: string, author: string, at: number | null, };

export type NextAct = "nurture" | "enrich" | "suppress" | "reroute" | "reassign" | "recycle" | "alert";

/**
 * What a reason sets going.
 */
export type NextStep = { act: NextAct, when: NextWhen, 
/**
 * Stage key of where the record goes.
 */
stage: string | null, 
/**
 * Queue key of where it waits.
 */
queue: string | null, 
/**
 * The nurture track or list in the marketing system, by its name; may be empty.
 */
track: string, note: string, };

/**
 * When a next step happens.
 */
export type NextWhen = { "kind": "now" } | { "kind": "after_days", days: number, } | { "kind": "on", trigger: Trigger, };

/**
 * A piece of notes.
 */
export type NoteBlock = { "is": "heading", level: number, runs: Array<NoteRun>, } | { "is": "paragraph", runs: Array<NoteRun>, } | { "is": "list", first: number | null, items: Array<Array<NoteBlock>>, } | { "is": "quote", blocks: Array<NoteBlock>, } | { "is": "code", text: string, } | { "is": "rule" };

/**
 * A stretch of text in one hand. A line that somebody began is a run of a line break alone.
 */
export type NoteRun = { text: string, strong: boolean, emphasis: boolean, code: boolean, };

/**
 * A kind of thing in a policy.
 */
export type Noun = "tier" | "team" | "role" | "person" | "calendar" | "stage" | "handoff" | "field" | "packet" | "queue" | "disposition" | "exception_type" | "severity" | "verb" | "decision_right" | "root_cause" | "kpi" | "decision" | "mute";

/**
 * What becomes of a record that is there already.
 */
export type OnDuplicate = "join" | "hold" | "route_anyway";

/**
 * A record that was accepted and is not completed.
 */
export type OpenRecord = { 
/**
 * As the records screen names it.
 */
id: string, 
/**
 * The CRM's id; empty where the review was made without the records at hand.
 */
record_id: string, handoff: HandoffBadge, owner: string | null, owner_group: string | null, accepted_at: number, 
/**
 * Since the acceptance, on the review's clock.
 */
age_ms: number, };

/**
 * A change of a draft.
 */
export type Operation = { "op": "insert", at: number, } & ({ "noun": "tier", "entry": Tier } | { "noun": "team", "entry": Team } | { "noun": "role", "entry": Role } | { "noun": "person", "entry": Person } | { "noun": "calendar", "entry": Calendar } | { "noun": "stage", "entry": Stage } | { "noun": "handoff", "entry": HandoffPoint } | { "noun": "field", "entry": Field } | { "noun": "packet", "entry": PacketTemplate } | { "noun": "queue", "entry": Queue } | { "noun": "disposition", "entry": DispositionReason } | { "noun": "exception_type", "entry": ExceptionType } | { "noun": "severity", "entry": Severity } | { "noun": "verb", "entry": Verb } | { "noun": "decision_right", "entry": DecisionRight } | { "noun": "root_cause", "entry": RootCause } | { "noun": "kpi", "entry": Kpi } | { "noun": "decision", "entry": DesignDecision } | { "noun": "mute", "entry": Mute }) | { "op": "remove", noun: Noun, key: string, } | { "op": "move", noun: Noun, key: string, to: number, } | { "op": "rename", noun: Noun, from: string, to: string, } | { "op": "set", noun: Noun, key: string, field: string, value: unknown, } | { "op": "set_own", field: OwnField, value: string, } | { "op": "place", of: Placed, key: string, at: Place | null, } | { "op": "several", operations: Array<Operation>, } | { "op": "replace", policy: Policy, };

/**
 * What counts as conversion at a handoff point.
 */
export type Outcome = "won" | "completed" | "opportunity" | "meeting";

/**
 * A record each.
 */
export type OutcomeCounts = { met: number, 
/**
 * Late, or not come and past due.
 */
breached: number, 
/**
 * Not come and not yet due, paused ones among them.
 */
running: number, cannot_judge: number, 
/**
 * Without a target, or without the need.
 */
not_applicable: number, };

/**
 * An override that was made.
 */
export type Override = { verb: string, 
/**
 * Key of the decision right.
 */
right: string, actor: string, approver: string, reason: string, next_step: CaseNextStep, at: number, effect: OverrideEffect | null, taken_back_at: number | null, };

/**
 * What an override does to the records beside the import, until it is taken back. Others are written down and done in the CRM, whence
 * the next import brings them.
 */
export type OverrideEffect = { "kind": "pause", from: number, to: number | null, } | { "kind": "merge", master: PassageKey, };

/**
 * What the policy itself has.
 */
export type OwnField = "company" | "time_zone" | "currency" | "default_calendar";

/**
 * What a document is written as.
 */
export type PackFormat = "pdf" | "html" | "xlsx" | "pptx" | "csv";

/**
 * What travels through one handoff point.
 */
export type Packet = { 
/**
 * Key of a packet template.
 */
template: string | null, 
/**
 * What this handoff point adds to the template, or has otherwise.
 */
fields: Array<PacketField>, };

/**
 * A field that travels.
 */
export type PacketField = { 
/**
 * Catalogue key.
 */
field: string, required: boolean, 
/**
 * What a value must fulfil beyond being there.
 */
validation: Criterion, 
/**
 * What whoever fills it in should know.
 */
help: string, };

export type PacketFill = { handoff: HandoffBadge, 
/**
 * Catalogue key.
 */
field: string, 
/**
 * Filled / records whose packet asks for it.
 */
share: ShareOf, };

/**
 * A field of a packet, and how many records have it.
 */
export type PacketFilled = { 
/**
 * Catalogue key.
 */
field: string, filled: number, 
/**
 * Records; 0 where no import brought the field, so that nobody knows.
 */
of: number, };

/**
 * A packet that several handoff points can use.
 */
export type PacketTemplate = { key: string, name: string, 
/**
 * Key of the template that this one adds to.
 */
extends: string | null, 
/**
 * In the order in which they are filled in.
 */
fields: Array<PacketField>, };

/**
 * A packet filled in for a trial.
 */
export type PacketTried = { 
/**
 * Nothing holds it back.
 */
complete: boolean, 
/**
 * In the packet's order.
 */
fields: Array<EntryJudged>, };

/**
 * Which part of a handoff point or stage is meant: the inspector's tab.
 */
export type Part = "basics" | "trigger" | "ownership" | "criteria" | "packet" | "routing" | "sla" | "escalation" | "dispositions" | "lifecycle" | "rights";

/**
 * How a part stands to the whole.
 */
export type PartStanding = "worse" | "better" | "as_all" | "too_few";

/**
 * One passage of one CRM record through one handoff point.
 */
export type PassageKey = { record_id: string, 
/**
 * Key of the handoff point.
 */
handoff: string, cycle: number, };

/**
 * A stretch in which the clock does not run. Half-open, `[from, to)`; `to = None` = still paused.
 */
export type Pause = { from: number, to: number | null, 
/**
 * The value that paused it (`Awaiting User Info`).
 */
reason: string, };

/**
 * A state of the record in which the clock does not run.
 */
export type PauseCondition = { when: Criterion, 
/**
 * As it stands in the clock ledger.
 */
reason: string, };

export type PauseReason = { 
/**
 * The value that paused it (`Awaiting User Info`).
 */
reason: string, records: number, ms: number, };

export type PauseRule = { column: string, values: Array<string>, };

/**
 * The time in which the clocks of a month's records stood still: from their start to their completion or rejection, or to the end
 * of the data. On the business clock only open time counts, for a pause while closed costs nothing.
 */
export type PauseTotals = { 
/**
 * Records that were paused.
 */
records: number, 
/**
 * Pauses that overlap count once.
 */
ms: number, 
/**
 * Longest first. Each with its own time: where reasons overlap, they add up to more than the whole.
 */
reasons: Array<PauseReason>, };

/**
 * Clock time that people stopped.
 */
export type PausedMinutes = { reason: string, 
/**
 * Person key; empty = the source system.
 */
person: string, records: number, 
/**
 * Whole minutes of elapsed time; a pause that has not ended counts until the data's own instant.
 */
minutes: number, };

/**
 * On which side of the break-even a change pays.
 */
export type Pays = "above" | "below";

/**
 * Someone who can own a record.
 */
export type Person = { key: string, 
/**
 * The owner's name as imported records carry it.
 */
name: string, 
/**
 * Team key.
 */
team: string | null, 
/**
 * Keys of the roles that this person holds.
 */
roles: Array<string>, 
/**
 * Key of the calendar of this person's working hours, zone included; `None` = the policy's default calendar. An SLA runs on
 * the handoff point's calendar, never on this one.
 */
calendar: string | null, 
/**
 * The most records a day that routing gives this person; `None` = no limit.
 */
capacity_per_day: number | null, 
/**
 * Share in weighted pools, relative to the other members'; 0 = gets nothing there.
 */
weight: number, 
/**
 * Share in performance-weighted pools, in percent of an average member's.
 */
performance_percent: number, absences: Array<Absence>, 
/**
 * False = has left, or is not to get records for now.
 */
active: boolean, };

export type Phase = "reading" | "checking" | "storing" | "indexing" | "measuring" | "writing";

/**
 * A chart as the view hands it over to be kept.
 */
export type Picture = { "kind": "svg", "data": string } | { "kind": "png", "data": Array<number> };

/**
 * The centre of a thing, in the map's own units: x to the right from the map's left edge, y downwards from its top.
 */
export type Place = { x: number, y: number, };

/**
 * What can stand on the map.
 */
export type Placed = "stage" | "handoff";

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
tiers: Array<Tier>, 
/**
 * In the order of the map's lanes.
 */
teams: Array<Team>, calendars: Array<Calendar>, 
/**
 * Key of the calendar used where a handoff point names none.
 */
default_calendar: string, handoffs: Array<HandoffPoint>, fields: Array<Field>, roles: Array<Role>, people: Array<Person>, stages: Array<Stage>, 
/**
 * Packet templates.
 */
packets: Array<PacketTemplate>, queues: Array<Queue>, 
/**
 * Disposition reasons.
 */
dispositions: Array<DispositionReason>, exception_types: Array<ExceptionType>, 
/**
 * Most urgent first.
 */
severities: Array<Severity>, verbs: Array<Verb>, decision_rights: Array<DecisionRight>, root_causes: Array<RootCause>, kpis: Array<Kpi>, 
/**
 * What was decided while designing, and why.
 */
decisions: Array<DesignDecision>, 
/**
 * Problems of the check that somebody has decided to live with.
 */
mutes: Array<Mute>, layout: Layout, };

/**
 * One change.
 */
export type PolicyChange = { kind: DiffKind, 
/**
 * What changed: `SDR acceptance window for high intent`.
 */
what: string, 
/**
 * In words; `None` = there was, or is, nothing.
 */
before: string | null, after: string | null, 
/**
 * All of it in one line.
 */
sentence: string, };

/**
 * How a policy differs from an earlier one.
 */
export type PolicyDiff = { 
/**
 * Handoff points in the later policy's order, removed ones after them, then everything else by noun. None is empty.
 */
groups: Array<DiffGroup>, };

/**
 * Something that can still fail.
 */
export type PolicyProblem = { 
/**
 * The rule's name, as in `no-backup`.
 */
rule: string, severity: ProblemSeverity, place: ProblemPlace, 
/**
 * A sentence without the place.
 */
message: string, 
/**
 * A record or a way that a person can read: `*Region* is APAC and *Product* is Analytics`.
 */
shown_by: string | null, 
/**
 * The record, where there is one.
 */
witness: Witness | null, 
/**
 * Repairs that can be made at once, the likeliest first.
 */
fixes: Array<QuickFix>, 
/**
 * Why somebody has decided to live with it; `None` = nobody has.
 */
muted: string | null, };

/**
 * A published version.
 */
export type PolicyShipped = { version: number, published_at: number, 
/**
 * When it took force; -62135596800000 = it corrects the version before for all time.
 */
effective_from: number, author: string, reason: string, 
/**
 * True = published since the last review was signed; false = an earlier one, listed for its effect.
 */
since_last_review: boolean, 
/**
 * How it differs from the version before, in sentences.
 */
diff: Array<DiffGroup>, 
/**
 * The touched handoff points' primary KPIs, before and after.
 */
effects: Array<ChangeEffect>, 
/**
 * Names of the decisions that it shipped (`D-27`).
 */
decisions: Array<string>, };

/**
 * A saved version, without the policy itself.
 */
export type PolicyVersion = { version: number, parent: number | null, 
/**
 * SHA-256 of the policy as stored.
 */
digest: string, author: string, reason: string, published_at: number, 
/**
 * Records that started from here on are judged under it; -62135596800000 = since ever.
 */
effective_from: number, 
/**
 * Whether the check has no error left; `None` where it was not asked.
 */
airtight: boolean | null, 
/**
 * How many problems the check lists.
 */
problems: number | null, };

/**
 * A group among whom records are shared out. Where nobody in it is to be had, the next row that holds decides.
 */
export type Pool = { members: PoolMembers, method: PoolMethod, 
/**
 * Nobody who is absent that day.
 */
minds_absences: boolean, 
/**
 * Nobody whose capacity for the day is used up.
 */
minds_capacity: boolean, 
/**
 * Nobody outside their working hours.
 */
minds_hours: boolean, };

export type PoolMembers = { "of": "team", team: string, } | { "of": "role", role: string, } | { "of": "people", people: Array<string>, };

/**
 * Who of a pool is next.
 */
export type PoolMethod = "round_robin" | "weighted" | "load_balanced" | "performance_weighted";

/**
 * A handoff point's primary KPI in a month.
 */
export type PrimaryKpi = { handoff: HandoffBadge, 
/**
 * `None` = the policy names none.
 */
key: string | null, name: string, meaning: string, 
/**
 * `None` = Baton does not measure it.
 */
metric: Metric | null, unit: Unit | null, 
/**
 * In the KPI's own sense: an attainment is 1 − the breach rate. `None` = no figure.
 */
value: number | null, 
/**
 * The month before.
 */
was: number | null, n: number, direction: KpiDirection, target: KpiTarget | null, 
/**
 * `90 %`
 */
target_words: string | null, 
/**
 * `None` without target or figure.
 */
attained: boolean | null, 
/**
 * True where the metric counts the other side: the KPI is 1 − the metric.
 */
complement: boolean, 
/**
 * `SLA attainment 82 %, was 85 %: below its target of 90 %. n 868.`
 */
sentence: string, };

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
 * Where a problem lies.
 */
export type ProblemPlace = { noun: Noun, key: string, part: Part, };

/**
 * How much a problem weighs.
 */
export type ProblemSeverity = "error" | "warning" | "note";

/**
 * Where long work stands: bytes while a file is read, rows or records otherwise.
 */
export type Progress = { phase: Phase, done: number, 
/**
 * 0 = not known.
 */
total: number, };

/**
 * Where the numbers come from: printed with them, so that whoever holds the paper can find them again.
 */
export type Provenance = { company: string, workspace: string, month: string, 
/**
 * IANA name; months and dates are counted in it.
 */
time_zone: string, 
/**
 * ISO 4217.
 */
currency: string, basis: Basis, clock: ClockChoice, 
/**
 * What the figures are restricted to, in sentences; empty = nothing.
 */
filters: Array<string>, 
/**
 * The instant up to which the data is known.
 */
as_of: number, records: number, 
/**
 * The last import; `None` = there is none.
 */
batch: number | null, 
/**
 * The files of the last import.
 */
batch_files: Array<string>, 
/**
 * The policy version saved last.
 */
policy_version: number, 
/**
 * The version in force at the end of the month.
 */
in_force: number, 
/**
 * Entries of the audit trail, and the hash of the last.
 */
audit_entries: number, audit_head: string, 
/**
 * True = every link of the trail holds.
 */
audit_intact: boolean, 
/**
 * Baton's version.
 */
baton: string, 
/**
 * The sign-off whose numbers these are; `None` = they follow the data.
 */
signed: SignOff | null, };

/**
 * A quarter's preparation of the criteria update.
 */
export type Quarterly = { 
/**
 * `2026-Q3`
 */
quarter: string, from: string, to: string, records: number, 
/**
 * Every part of every handoff point: whose conversion differs from the whole first, the worst of them before the others.
 */
win_loss: Array<WinLoss>, 
/**
 * What each acceptance criterion tells of who is won, among the accepted.
 */
criteria: Array<CriterionRow>, 
/**
 * Why handoffs were turned down, against the quarter before; the most frequent first.
 */
reasons: Array<ReasonShift>, 
/**
 * Customers who ended or were not renewed.
 */
churn: Array<ChurnRow>, 
/**
 * Owner groups by how much each person had a week; the most first.
 */
capacity: Array<CapacityRow>, 
/**
 * People by name and then teams, beside the capacity that the policy gives them; who is over it first.
 */
loads: Array<CapacityLoad>, 
/**
 * What the data would have to bring for the rest, each with the next step.
 */
missing: Array<string>, 
/**
 * What to talk about, in sentences.
 */
sentences: Array<string>, 
/**
 * Changes of the policy that follow; they open as a draft.
 */
proposals: Array<RuleProposal>, };

/**
 * Something only a person can decide, or should know.
 */
export type Question = { kind: QuestionKind, file: string, column: string, 
/**
 * `"05-06-2018" is 5 June or May 6; no value in the column decides`.
 */
text: string, };

export type QuestionKind = "ambiguous_date" | "no_start" | "no_record_id" | "no_zone" | "date_only" | "truncated_history" | "duplicate_header" | "scientific_id" | "encoding" | "footer" | "no_header" | "no_join";

/**
 * Where records wait for whoever takes them. Being in a queue is not being owned.
 */
export type Queue = { key: string, name: string, 
/**
 * Team key.
 */
team: string | null, 
/**
 * Keys of the roles whose holders take from it.
 */
worked_by: Array<string>, 
/**
 * Key of the role that answers for what lies in it.
 */
owner_role: string | null, };

/**
 * Who is next.
 */
export type QueueOrder = "priority" | "first_come";

/**
 * How a queue works. Without a rule it has room for all, everybody waits for ever, and tiers go before each other.
 */
export type QueueRule = { 
/**
 * Queue key; none = every queue without a rule of its own.
 */
queue: string | null, order: QueueOrder, 
/**
 * How many can wait in it; who comes when it is full is lost. None = any number.
 */
room: number | null, 
/**
 * Elapsed time after which who still waits is lost; none = never.
 */
patience: Distribution | null, };

/**
 * A repair.
 */
export type QuickFix = { 
/**
 * `Make SDR Manager the backup`
 */
label: string, operation: Operation, };

export type QuietFigure = { handoff: HandoffBadge, metric: Metric, unit: Unit, 
/**
 * `Breach rate`
 */
label: string, value: number, was: number | null, lower: number, upper: number, };

/**
 * Whom a step reaches.
 */
export type Reach = { "kind": "owner" } | { "kind": "backup" } | { "kind": "role", role: string, } | { "kind": "person", person: string, } | { "kind": "queue", queue: string, } | { "kind": "channel", channel: string, };

/**
 * What reminders and alerts do to an owner who has not noticed yet.
 */
export type Reactions = { 
/**
 * What is left of the time to notice is divided by this at every reminder, from 1; with exponential times that multiplies the hazard.
 */
reminder_speed: number, 
/**
 * The same at an alert to somebody else.
 */
alert_speed: number, 
/**
 * Share of the leads that would go unnoticed and that a reminder wakes their owner for.
 */
reminder_wakes: number, alert_wakes: number, };

export type ReasonShift = { reason: string, records: number, 
/**
 * In the quarter before.
 */
before: number, 
/**
 * Of all turned down.
 */
share: number, share_before: number | null, };

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

export type ReceiverDecision = "accepted" | "rejected" | "recycled";

/**
 * Who takes over.
 */
export type ReceiverKind = "person" | "system";

/**
 * A workspace opened before.
 */
export type Recent = { path: string, 
/**
 * The company's name when it was last open.
 */
name: string, last_opened: number, 
/**
 * How many records it held when it was last seen; `None` = it was last open in a Baton that did not write this down.
 */
records: number | null, 
/**
 * The instant up to which its data was known then.
 */
as_of: number | null, 
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
 * Every passage of the same CRM record in order of their start, by row id; this one among them unless there are too many.
 */
passages: Array<[string, HandoffBadge, number, SlaState]>, timeline: Array<TimelineEvent>, clocks: Array<ClockSheet>, 
/**
 * The import that the record came with last, by its id.
 */
batch: string | null, 
/**
 * `Salesforce leads, leads.csv line 214`
 */
batch_source: string, imported_at: number | null, as_of: number, };

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
text: string, handoffs: Array<string>, sources: Array<string>, segments: Array<string>, intents: Array<string>, owner_groups: Array<string>, owners: Array<string>, 
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

/**
 * A record under one policy.
 */
export type RecordSide = { 
/**
 * To whom routing gives it, in words; `None` = nobody knows.
 */
owner: string | null, 
/**
 * Why, or what is not known.
 */
because: string, 
/**
 * The clocks that have a target.
 */
outcomes: Array<ReplayedClock>, 
/**
 * The steps of its ladders in the order in which they are due.
 */
ladder: Array<ReplayedStep>, };

export type RecordSort = "started_at" | "record_id" | "handoff" | "owner" | "time_to_accept" | "time_to_first_touch";

/**
 * Imported records that are like one which shows a problem.
 */
export type RecordsLike = { like: number, 
/**
 * Records that started at the handoff point in the last quarter of the data.
 */
of: number, 
/**
 * Row ids of the first hundred, for `record`.
 */
records: Array<number>, };

export type RecycleAwaited = { reason: RecycleReason, 
/**
 * What has to be seen, as the policy says it.
 */
trigger: string, };

/**
 * A record that should be back.
 */
export type RecycleDue = { 
/**
 * As the records screen names it.
 */
id: string, 
/**
 * The CRM's id; empty where it was found without the records at hand.
 */
record_id: string, handoff: HandoffBadge, reason: string, owner: string | null, turned_down_at: number, due_on: string, overdue_days: number, };

/**
 * What is to come back.
 */
export type RecycleForecast = { 
/**
 * From the month of `as_of` on, those in which something is due.
 */
months: Array<RecycleMonth>, 
/**
 * Due before `as_of`, and not back.
 */
overdue: number, 
/**
 * The longest overdue first; at most ten thousand.
 */
overdue_records: Array<RecycleDue>, 
/**
 * What waits for something to be seen, by reason.
 */
awaited: Array<RecycleAwaited>, 
/**
 * Turned down by as_of and back since.
 */
back: number, 
/**
 * Turned down without a reason that says what comes next.
 */
without_next_step: number, 
/**
 * Turned down for good, or nobody knows when.
 */
never: number, sentence: string, };

export type RecycleMonth = { month: string, due: number, 
/**
 * Most frequent first.
 */
reasons: Array<RecycleReason>, };

export type RecycleReason = { key: string, name: string, records: number, };

export type RejectionReason = { 
/**
 * `None` = all handoffs together.
 */
handoff: HandoffBadge | null, 
/**
 * As imported; `(blank)` where none is given.
 */
reason: string, 
/**
 * As the policy names it; as imported where it does not.
 */
name: string, 
/**
 * Rejected or recycled for this reason / all that were decided.
 */
share: ShareOf, drill: Drill, };

/**
 * Why a signed month was opened again.
 */
export type Reopened = { by: string, at: number, reason: string, };

/**
 * Exceptions of one type at one handoff point that came again.
 */
export type RepeatException = { exception_type: string, type_name: string, handoff: HandoffBadge, 
/**
 * Arisen in the month.
 */
count: number, 
/**
 * Earlier months that had some, oldest first.
 */
before: string[], 
/**
 * The root cause named most often when they were resolved.
 */
root_cause: string | null, root_cause_name: string | null, 
/**
 * `EX-12`, the oldest first; at most eight.
 */
cases: Array<string>, 
/**
 * A change of a rule that would end it; `None` = none can be named without knowing the business.
 */
proposal: RuleProposal | null, sentence: string, };

/**
 * Records of a time held against the policy in force when they started, and against a draft.
 */
export type Replay = { 
/**
 * Records that started from here on …
 */
from: number, 
/**
 * … and before here.
 */
to: number, 
/**
 * Up to when they are known.
 */
as_of: number, records: number, 
/**
 * Of these, not yet at their end.
 */
open: number, 
/**
 * Of these, those of which nothing is named in `cannot_judge`.
 */
judged: number, 
/**
 * Records of the workspace, not counted here, that do not say when they started.
 */
without_start: number, 
/**
 * Most records first. A record may be named for several reasons.
 */
cannot_judge: Array<CannotJudge>, 
/**
 * The clocks for which some record has a target under either policy.
 */
outcomes: Array<TargetOutcomes>, 
/**
 * Steps of ladders that fired under either policy.
 */
steps: Array<StepCount>, 
/**
 * Most records first.
 */
flips: Array<ReplayFlip>, 
/**
 * Records of which something flips, at most ten, of as many kinds of flips as there are.
 */
examples: Array<ReplayedRecord>, };

/**
 * Records that become the same other thing.
 */
export type ReplayFlip = { kind: ReplayFlipKind, 
/**
 * Of `sla` and `ladder`: the clock.
 */
target: ClockKind | null, 
/**
 * Of `ladder`: the step.
 */
step: string | null, 
/**
 * Key of the handoff point.
 */
handoff: string, from: string, to: string, n: number, 
/**
 * Most records first; blank where a record has none.
 */
by_segment: Array<FlipSegment>, 
/**
 * Row ids, as the records screen has them; the first hundred.
 */
records: Array<string>, };

/**
 * What flips.
 */
export type ReplayFlipKind = "sla" | "owner" | "ladder" | "criteria";

/**
 * How one clock came out.
 */
export type ReplayedClock = { target: ClockKind, state: SlaState, due_at: number | null, because: string, };

/**
 * A record under both policies.
 */
export type ReplayedRecord = { 
/**
 * Row id, as the records screen has it.
 */
id: string, record_id: string, 
/**
 * Key of the handoff point.
 */
handoff: string, cycle: number, started_at: number | null, segment: string | null, intent: string | null, 
/**
 * Who owned it, by the record itself.
 */
owner: string | null, then: RecordSide, draft: RecordSide, };

/**
 * A step of a ladder.
 */
export type ReplayedStep = { target: ClockKind, 
/**
 * `reminder to the owner at 50 % of the target`
 */
step: string, 
/**
 * `None` where it never falls due.
 */
at: number | null, fate: StepFate, };

/**
 * How often the simulation is repeated with other randomness.
 */
export type Replications = { 
/**
 * At least so many, from 1.
 */
count: number, 
/**
 * Go on until the 95 % interval of the overall SLA attainment is at most so wide to either side (0.01 = one point); none = `count`
 * it is.
 */
half_width: number | null, 
/**
 * At most so many.
 */
most: number, };

/**
 * Who comes back.
 */
export type ReturnRule = { 
/**
 * Key of the disposition reason; none = every other reason, and leads that the buffer or the table sent to a nurture stage.
 */
reason: string | null, 
/**
 * How many come back, as a share.
 */
share: number, 
/**
 * Elapsed time until they do; none = the policy's number of days for the reason.
 */
after: Distribution | null, };

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
 * What is worth discussing, first what most deserves it.
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
left_out: Array<LeftOut>, 
/**
 * The month's rejections and recyclings by reason: of all handoffs together, then of each, most frequent first.
 */
rejections: Array<RejectionReason>, 
/**
 * What was accepted and is not completed, whenever it started up to this month.
 */
aging: StageAging, 
/**
 * Time in which the month's clocks stood still.
 */
pauses: PauseTotals, 
/**
 * Required packet fields, by handoff in the order of the template.
 */
packet_fields: Array<PacketFill>, 
/**
 * Conversion by source × trigger, where the data has both; the most frequent pairs first, at most fifty.
 */
conversions: Array<Conversion>, };

/**
 * A month's review, whole.
 */
export type ReviewBook = { provenance: Provenance, review: Review, council: Council, exceptions: ExceptionMeasures, maturity: Maturity, 
/**
 * What the quarter says about the criteria, at the month that ends it; `None` = it ends none, or was frozen before this was kept.
 */
quarterly: Quarterly | null, 
/**
 * Of every metric that the review has.
 */
definitions: Array<Definition>, };

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
worse: boolean, 
/**
 * What was decided about the figure, for its chart; oldest first.
 */
marks?: Array<CellMark>, };

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
 * Whether a person may do a verb about a case, before it is tried.
 */
export type RightOf = { verb: string, name: string, 
/**
 * Key of the role that has to approve; `None` = the holder decides alone.
 */
approved_by: string | null, 
/**
 * Why not, with who could; `None` = may, given an approver where one is needed.
 */
refused: string | null, };

/**
 * What a person answers for (`SDR Team Lead`). Handoff points, escalations and decision rights name roles, not people, so that
 * they outlive whoever holds them.
 */
export type Role = { key: string, name: string, 
/**
 * Team key; `None` = across teams (`Rev Council`).
 */
team: string | null, 
/**
 * Role key of whom it reports to.
 */
reports_to: string | null, };

/**
 * Where a failure comes from, as reviews count it.
 */
export type RootCause = { key: string, name: string, };

/**
 * Which rows decided, over the records of a time.
 */
export type RoutingHits = { 
/**
 * By row, in the table's order.
 */
rows: Array<number>, 
/**
 * Of these, by rows of the kind *fallback*.
 */
fallback: number, nobody: number, 
/**
 * Where a row above the one that would decide asks for a field that no import brought.
 */
cannot_judge: number, records: number, };

/**
 * What a row decides on.
 */
export type RoutingKind = "open_opportunity" | "existing_customer" | "named_account" | "no_person" | "territory" | "product" | "region" | "complexity" | "pool" | "queue" | "fallback";

/**
 * A row of the decision table.
 */
export type RoutingRow = { 
/**
 * Unique within the table; hits are counted by it.
 */
key: string, kind: RoutingKind, 
/**
 * Which records it is for.
 */
when: Criterion, assign: Assignment, 
/**
 * Why, as everybody reads it who asks how a record came to its owner.
 */
reason: string, };

/**
 * A row that was looked at.
 */
export type RoutingStep = { 
/**
 * Place in the table, from 0.
 */
row: number, verdict: RowVerdict, because: string, };

/**
 * How a handoff point finds an owner.
 */
export type RoutingTable = { matching: Matching, 
/**
 * Read from the top; the first that holds decides.
 */
rows: Array<RoutingRow>, };

/**
 * Who would get a record.
 */
export type RoutingTried = { 
/**
 * In words; `None` = nobody.
 */
owner: string | null, because: string, 
/**
 * Place of the row that decided, from 0; `None` = none did.
 */
row: number | null, 
/**
 * What came before the table: duplicates, the account, the enrichment buffer. In sentences.
 */
before: Array<string>, steps: Array<RoutingStep>, };

/**
 * What a row says of a record.
 */
export type RowVerdict = "holds" | "fails" | "unknown" | "nobody";

/**
 * A change of a rule that a repeated exception suggests.
 */
export type RuleProposal = { 
/**
 * `Remind the owner at half of the acceptance window of H2.`
 */
sentence: string, 
/**
 * To be made on the draft.
 */
operation: Operation, };

/**
 * A scenario that is kept.
 */
export type SavedScenario = { key: string, basis: SimulationBasis, scenario: Scenario, 
/**
 * The version of the policy that it was made on.
 */
policy_version: number, created_at: number, changed_at: number, 
/**
 * The latest first.
 */
runs: Array<SimulationRunKept>, };

/**
 * Everything that a simulation is told beside the policy.
 */
export type Scenario = { 
/**
 * 1.
 */
schema: number, name: string, note: string, 
/**
 * The policy that is simulated, as `baton policy export` writes it; none = the one in force in the workspace.
 */
policy?: Policy, 
/**
 * Edits of that policy, applied in order before it is simulated: the operations of a draft.
 */
changes?: Array<Operation>, horizon: Horizon, warm_up: WarmUp, replications: Replications, 
/**
 * Below 2^53, so that every reader of JSON keeps it.
 */
seed: number, 
/**
 * Where leads come from. At least one.
 */
sources: Array<ScenarioSource>, 
/**
 * Who works beside the people of the policy, or in another way than the policy says.
 */
people: Array<Crew>, 
/**
 * Keys of people of the policy who do not work in this scenario.
 */
without: Array<string>, 
/**
 * How long things take and what is decided. Of several rules that fit, each part comes from the one that names most; of those, from
 * the last.
 */
work: Array<WorkRule>, 
/**
 * Which handoff point follows which; where nothing does, the journey ends.
 */
flow: Array<FlowRule>, queues: Array<QueueRule>, 
/**
 * Who comes back after a rejection, a recycling or a nurture stage. Where no rule fits, everybody comes back for whose reason the
 * policy names a number of days, after those days, and nobody else does.
 */
returns: Array<ReturnRule>, reactions: Reactions, 
/**
 * What a lead is worth; none = no conversions and no value are reported.
 */
conversion: ScenarioConversion | null, 
/**
 * How often a lead passes the same handoff point at most; it ends there after that.
 */
most_cycles: number, 
/**
 * After so many events a replication stops, and the report says so.
 */
most_events: number, 
/**
 * So many leads at most are under way at once; more, and the replication stops, and the report says so.
 */
most_under_way: number, };

/**
 * How likely a lead converts. Expected conversions and value are reported, not drawn ones.
 */
export type ScenarioConversion = { 
/**
 * Key of the handoff point whose response time counts, from its start to the first touch, elapsed; a lead counts once, at its first
 * touch there.
 */
handoff: string, 
/**
 * Share that converts with an immediate response and a full packet, by tier. A tier that is not named takes the one without a tier.
 */
tiers: Array<TierConversion>, 
/**
 * What is left of it by response time, ascending: straight lines over the logarithm of the time between these points, level before
 * the first and after the last.
 */
decay: Array<DecayPoint>, 
/**
 * What is left of it with an empty packet; straight in between.
 */
empty_packet: number, };

/**
 * A source of leads (or opportunities, customers, tickets).
 */
export type ScenarioSource = { 
/**
 * Unique; its leads carry it as their `source`.
 */
key: string, 
/**
 * Key of the handoff point at which its leads come in.
 */
handoff: string, arrivals: Arrivals, 
/**
 * What kinds of leads, jointly: tier, segment and fields of one part belong together. Empty = all of the first tier, blank otherwise.
 */
mix: Array<MixPart>, 
/**
 * Share of its leads that are there already: each is a duplicate of the last one before it that got an owner. What becomes of it the
 * policy says: where its handoff point looks for duplicates it joins that owner, waits for a merge, or is routed as if it were new.
 */
duplicates?: number, 
/**
 * Accounts that are there already, and the share of its leads that belong to each: where the policy matches leads to accounts, what a
 * lead leaves blank is read there. The rest belongs to none.
 */
accounts?: Array<AccountShare>, };

/**
 * One metric of one handoff, split by a dimension, for one month.
 */
export type SegmentRow = { value: string, cell: ReviewCell, };

export type SeriesPoint = { month: string, value: number | null, n: number, immature: boolean, signal: SignalRule | null, };

/**
 * How much an exception costs while it is open.
 */
export type Severity = { 
/**
 * `p0`, most urgent first.
 */
key: string, name: string, meaning: string, 
/**
 * Time to resolution, on the policy's default calendar, where the type has none for this severity.
 */
target: Target | null, };

export type Shape = "wide" | "long";

/**
 * A share with what it is made of.
 */
export type ShareOf = { numerator: number, 
/**
 * Denominator.
 */
n: number, 
/**
 * `None` under 10 in the denominator, with the interval.
 */
value: number | null, 
/**
 * 95 % Wilson interval.
 */
low: number | null, high: number | null, };

/**
 * A sign-off: the numbers were frozen, and these people answer for them.
 */
export type SignOff = { number: number, month: string, 
/**
 * The first one froze the numbers.
 */
signatures: Array<Signature>, policy_version: number, 
/**
 * The last import that the numbers know; `None` = there is none.
 */
batch: number | null, 
/**
 * The instant up to which the data was known.
 */
as_of: number, 
/**
 * Head of the audit trail before the sign-off itself was written to it.
 */
audit_head: string, audit_entries: number, 
/**
 * SHA-256 of the frozen numbers as they are stored; the audit trail holds it too.
 */
digest: string, reopened: Reopened | null, };

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
drill: Drill, behind: number, 
/**
 * By how many records the month differs from its centre: affected records × distance. Signals are ranked by it.
 */
concerned: number, };

/**
 * Which of the three rules found it.
 */
export type SignalRule = "above_limit" | "below_limit" | "eight_above" | "eight_below" | "near_upper" | "near_lower";

export type Signature = { by: string, at: number, };

/**
 * What a conversion has to be worth for a change to pay: the cost that it adds over the conversions that it brings, or the cost that it
 * saves over those that it loses. In the policy's currency.
 */
export type SimulatedBreakEven = { pays: Pays, worth: number, 
/**
 * Where the conversions moved are at the far and the near end of their 95 % interval; `None` = at that end there is no such worth,
 * because it reaches zero, or there was a single replication.
 */
least: number | null, most: number | null, };

/**
 * One simulated day in steps of the same length.
 */
export type SimulatedDay = { 
/**
 * `Tuesday`
 */
day: string, step_minutes: number, 
/**
 * Local time of the first step, in minutes after midnight.
 */
from_minute: number, handoffs: Array<SimulatedDayHandoff>, 
/**
 * What happened, the first first.
 */
events: Array<SimulatedDayEvent>, };

/**
 * Something that happened.
 */
export type SimulatedDayEvent = { step: number, words: string, };

/**
 * One handoff point, step by step.
 */
export type SimulatedDayHandoff = { handoff: HandoffBadge, 
/**
 * Neither accepted nor turned down yet.
 */
waiting: Array<number>, 
/**
 * Accepted, and the next step not taken yet.
 */
working: Array<number>, 
/**
 * Of those who wait, the ones whose target has passed.
 */
breached: Array<number>, 
/**
 * Turned down or brought to the next step since the day began.
 */
done: Array<number>, };

/**
 * How a figure of one scenario differs from the same one of another.
 */
export type SimulatedDifference = { 
/**
 * The first scenario's and the second's mean.
 */
before: number, after: number, 
/**
 * Of the differences replication by replication: the same leads in both.
 */
difference: SimulatedInterval, 
/**
 * True where the 95 % interval leaves out zero.
 */
is_signal: boolean, 
/**
 * Key of the handoff point; none = all of them.
 */
handoff: string | null, 
/**
 * Tier key; none = all of them.
 */
tier: string | null, 
/**
 * Team key of the owner; none = all of them.
 */
group: string | null, measure: SimulatedMeasure, clock: ClockKind | null, 
/**
 * Places, from 0, of the ladder within the handoff point and of the step within the ladder.
 */
step: [number, number] | null, };

/**
 * One figure with its 95 % interval.
 */
export type SimulatedFigure = { 
/**
 * Key of the handoff point; none = all of them.
 */
handoff: string | null, 
/**
 * Tier key; none = all of them.
 */
tier: string | null, 
/**
 * Team key of the owner; none = all of them.
 */
group: string | null, measure: SimulatedMeasure, clock: ClockKind | null, 
/**
 * Places, from 0, of the ladder within the handoff point and of the step within the ladder.
 */
step: [number, number] | null, mean: number, 
/**
 * Student's t; none with a single replication.
 */
low: number | null, high: number | null, 
/**
 * Replications in which there was a value.
 */
n: number, };

/**
 * One figure.
 */
export type SimulatedFigureKey = { 
/**
 * Key of the handoff point; none = all of them.
 */
handoff: string | null, 
/**
 * Tier key; none = all of them.
 */
tier: string | null, 
/**
 * Team key of the owner; none = all of them.
 */
group: string | null, measure: SimulatedMeasure, clock: ClockKind | null, 
/**
 * Places, from 0, of the ladder within the handoff point and of the step within the ladder.
 */
step: [number, number] | null, };

/**
 * A team for whom more comes than is dealt with.
 */
export type SimulatedGrowth = { 
/**
 * Team key; empty = nobody's.
 */
group: string, 
/**
 * How many wait at the end for somebody who is busy, and how many more in a week.
 */
waiting: number, a_week: number, 
/**
 * What comes over what is dealt with; none = nothing was dealt with.
 */
load: number | null, 
/**
 * The same in sentences.
 */
because: string, };

/**
 * The hours of the week of one team, from Monday 00:00 in the policy's zone.
 */
export type SimulatedHours = { 
/**
 * Team key; empty = nobody's.
 */
group: string, 
/**
 * Mean number of leads that wait.
 */
waiting: Array<number>, 
/**
 * Mean number in work by people who are there.
 */
busy: Array<number>, 
/**
 * Busy of what the people who are there can work on at once; none = nobody is there.
 */
utilisation: Array<number | null>, };

/**
 * A mean over replications with its 95 % interval.
 */
export type SimulatedInterval = { mean: number, 
/**
 * Student's t; none with a single replication.
 */
low: number | null, high: number | null, 
/**
 * Replications in which there was a value.
 */
n: number, };

/**
 * A change by itself, under the name by which people call it.
 */
export type SimulatedLever = { name: string, scenario: Scenario, };

/**
 * What is measured.
 */
export type SimulatedMeasure = "started" | "attainment" | "mean" | "p50" | "p90" | "p99" | "accepted" | "completed" | "rejected" | "recycled" | "lost" | "untouched" | "reassigned" | "steps" | "under_way" | "waiting" | "busy" | "utilisation" | "conversions" | "value" | "cost" | "margin";

/**
 * What came of a scenario.
 */
export type SimulationAnswered = { 
/**
 * Where it was kept, because the scenario is kept and the answer is no rough one.
 */
kept: SimulationRunKept | null, 
/**
 * True = of a few short replications, to be followed by a finer one. The intervals say how little it is.
 */
rough: boolean, baseline: SimulationReport, report: SimulationReport, 
/**
 * From the baseline to the scenario; none where nothing is changed.
 */
differences: Array<SimulatedDifference>, 
/**
 * `None` where what it costs and what it brings do not go against each other.
 */
break_even: SimulatedBreakEven | null, };

/**
 * What a scenario rests on.
 */
export type SimulationBasis = "records" | "assumptions";

/**
 * How well what was fitted on the first part of the history foresees the rest.
 */
export type SimulationFit = { verdict: FitVerdict, 
/**
 * Why, in sentences; what weighs most is the first.
 */
because: Array<string>, fitted_months: [from: string, to: string] | null, judged_months: [from: string, to: string] | null, figures: Array<FitFigure>, };

/**
 * The policy as it is, with people as they are.
 */
export type SimulationGround = { basis: SimulationBasis, scenario: Scenario, 
/**
 * What it knows and what it takes for granted, in sentences.
 */
because: Array<string>, };

/**
 * The last answer of a kept scenario, as it was when it was played; nothing that it rests on has changed.
 */
export type SimulationLast = { 
/**
 * Of the scenario.
 */
key: string, scenario: Scenario, 
/**
 * With the scenario's changes.
 */
policy: Policy, run: SimulationRunKept, answer: SimulationRun, };

/**
 * What came of a simulation.
 */
export type SimulationReport = { scenario: string, 
/**
 * With scenario, seed and policy it decides every figure.
 */
engine: number, seed: number, replications: number, 
/**
 * Of all replications together, warm-up included.
 */
leads: number, 
/**
 * Of these, gone for good, and somewhere still at the end: under way, or away until they come back.
 */
ended: number, under_way: number, handoffs: number, events: number, 
/**
 * Elapsed days of a replication, those left out included.
 */
days: number, 
/**
 * Elapsed days left out at the beginning, and why so many.
 */
warm_up_days: number, warm_up_because: string, 
/**
 * A bound was hit; the figures are of the time before.
 */
stopped: SimulationStopped | null, 
/**
 * Teams whose backlog grew all the time: what is reported is of this time only, and no steady state.
 */
growing: Array<SimulatedGrowth>, 
/**
 * Quantiles of some lengths are within half a per cent, because there were more than a million in a replication.
 */
sketched: boolean, figures: Array<SimulatedFigure>, 
/**
 * By team, hour by hour of the week.
 */
hours: Array<SimulatedHours>, };

/**
 * A scenario beside what it changes, both with the same seed.
 */
export type SimulationRun = { 
/**
 * True = of a few short replications, to be followed by a finer one. The intervals say how little it is.
 */
rough: boolean, baseline: SimulationReport, report: SimulationReport, 
/**
 * From the baseline to the scenario; none where nothing is changed.
 */
differences: Array<SimulatedDifference>, 
/**
 * `None` where what it costs and what it brings do not go against each other.
 */
break_even: SimulatedBreakEven | null, };

/**
 * One handoff point in a run.
 */
export type SimulationRunHandoff = { handoff: string, 
/**
 * Records in the time that was counted.
 */
started: number, clock: ClockKind, 
/**
 * Share that kept this clock's target; then its difference from the ground.
 */
attainment: SimulatedInterval, attainment_moved: SimulatedInterval | null, };

/**
 * A run that is kept.
 */
export type SimulationRunKept = { id: string, ran_at: number, policy_version: number, seed: number, engine: string, 
/**
 * True = the scenario was edited since.
 */
outdated: boolean, 
/**
 * `None` where another version of Baton kept something else.
 */
summary: SimulationRunSummary | null, };

/**
 * What is kept of an answer: enough to tell scenarios apart in a list, and handoff points on a map.
 */
export type SimulationRunSummary = { replications: number, 
/**
 * Weeks that were counted in a replication.
 */
weeks: number, 
/**
 * Of all targets together, as a share; then its difference from the ground.
 */
attainment: SimulatedInterval | null, attainment_moved: SimulatedInterval | null, 
/**
 * Value less cost of all the time that was counted, as a difference.
 */
margin_moved: SimulatedInterval | null, break_even: SimulatedBreakEven | null, handoffs: Array<SimulationRunHandoff>, };

/**
 * The policy, what the history says, and the scenarios that are kept.
 */
export type SimulationStart = { 
/**
 * The policy saved last, whose edits the scenarios' changes are.
 */
policy: Policy, 
/**
 * What scenarios stand on, the one to begin with first: what the records give under it where they foresee their own last weeks, and
 * what is assumed otherwise. Empty where the policy cannot be simulated.
 */
grounds: Array<SimulationGround>, fit: SimulationFit, saved: Array<SavedScenario>, };

/**
 * Replications that ended before their time.
 */
export type SimulationStopped = { replications: number, 
/**
 * When the first of them did.
 */
at: number, 
/**
 * Why, and what to do.
 */
because: string, };

/**
 * The state of one SLA clock of one record.
 */
export type SlaState = "met" | "met_late" | "breached_open" | "running" | "at_risk" | "paused" | "not_applicable" | "cannot_judge";

/**
 * A promise: this clock, for this tier, within this target. The `accept` targets are the acceptance windows. Business or elapsed time
 * is the target's choice; hours and zone are those of the handoff point's calendar.
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
 * How many people a target needs.
 */
export type SmallestStaffing = { 
/**
 * Key of the crew.
 */
crew: string, 
/**
 * `None` = not even the most that were tried are enough.
 */
count: number | null, 
/**
 * What was tried, by number of people: the figure's interval, and whether its lower end holds the target.
 */
tried: Array<[number, SimulatedInterval, boolean]>, };

/**
 * A stretch of time before or after now: `{"n": 30, "unit": "days"}`.
 */
export type Span = { n: number, unit: SpanUnit, };

/**
 * Days and weeks of 24 hours where an instant is asked, of calendar days where a date is.
 */
export type SpanUnit = "minutes" | "hours" | "days" | "weeks";

export type SpecField = { 
/**
 * Catalogue key.
 */
key: string, name: string, kind: string, required: boolean, 
/**
 * Allowed values, or what a value must fulfil; empty = anything.
 */
allowed: string, help: string, system: string, };

export type SpecReason = { decision: ReceiverDecision, name: string, meaning: string, next: string, };

/**
 * A row of the decision table.
 */
export type SpecRow = { decides_on: string, when: string, to: string, reason: string, };

export type SpecStep = { clock: ClockKind, tier: string, 
/**
 * `50 %`, `2 h after breach`
 */
at: string, act: string, to: string, note: string, };

export type SpecTarget = { clock: ClockKind, 
/**
 * Tier name; `every tier`.
 */
tier: string, target: string, reminder: string, };

/**
 * One value of one dimension.
 */
export type Split = { dimension: Dimension, value: string, };

export type SplitCount = { 
/**
 * Blank where the records have none.
 */
value: string, n: number, of: number, };

/**
 * A state of a record (MQL, SAL, Opportunity, Onboarding), owned by one team.
 */
export type Stage = { key: string, name: string, 
/**
 * Team key of the owner; `None` = nobody owns it yet.
 */
team: string | null, kind: StageKind, 
/**
 * Stage key of the stage that this one is part of (technical validation, within Opportunity).
 */
parent: string | null, 
/**
 * What the stage means, in a sentence.
 */
meaning: string, 
/**
 * What must hold for a record to come in.
 */
entry: Criterion, 
/**
 * What must hold for a record to go on.
 */
exit: Criterion, 
/**
 * Catalogue keys of the fields that the system asks for before a record may leave.
 */
required_fields: Array<string>, };

/**
 * How long what was accepted has been open, since the acceptance and on the review's clock.
 */
export type StageAging = { 
/**
 * How many are open.
 */
open: number, 
/**
 * Milliseconds; `None` where none is open.
 */
p50_ms: number | null, p90_ms: number | null, 
/**
 * The oldest, at most ten.
 */
oldest: Array<OpenRecord>, };

export type StageBox = { key: string, name: string, kind: StageKind, area: Area, };

/**
 * Where in the lifecycle a stage stands.
 */
export type StageKind = "start" | "normal" | "won" | "lost" | "nurture";

export type StepAct = "remind" | "alert" | "flag" | "assign_backup" | "reroute" | "create_task" | "log_for_coaching" | "list";

/**
 * How often a step fired.
 */
export type StepCount = { handoff: string, target: ClockKind, 
/**
 * `reminder to the owner at 50 % of the target`
 */
step: string, then: number, draft: number, 
/**
 * Fired under both, at another instant.
 */
moved: number, };

/**
 * What became of a step.
 */
export type StepFate = "fired" | "not_reached" | "ahead" | "late" | "stopped" | "unmet" | "unknown";

export type StepTime = { "kind": "share", percent: number, } | { "kind": "after_breach", ms: number, counting: Counting, } | { "kind": "regularly", every: Cadence, };

/**
 * What an SLA promises. A bare number of days cannot be said.
 */
export type Target = { "kind": "business", ms: number, } | { "kind": "elapsed", ms: number, } | { "kind": "same_business_day", cut_off: string | null, } | { "kind": "business_days", days: number, by: string, };

/**
 * How one clock came out.
 */
export type TargetOutcomes = { target: ClockKind, then: OutcomeCounts, draft: OutcomeCounts, };

/**
 * A team: a lane of the map, a side of a handoff.
 */
export type Team = { key: string, 
/**
 * Two to five capitals, shown in badges (`SDR`).
 */
short: string, name: string, };

/**
 * A policy to start from.
 */
export type Template = "tri-state-lead-lifecycle" | "eight-journey-handoffs" | "seven-critical-handoffs" | "oversight-matrix" | "full-revenue-journey";

/**
 * A template that a workspace can begin with.
 */
export type TemplateChoice = { key: Template, name: string, summary: string, 
/**
 * How many handoff points it has.
 */
handoffs: number, };

/**
 * What the buyer's signal deserves: high, medium, low (editable).
 */
export type Tier = { 
/**
 * The value as it stands in imported records (`high`).
 */
key: string, name: string, 
/**
 * Which signals belong to it and what they deserve.
 */
meaning: string, 
/**
 * How a record's tier is told where its system does not say.
 */
when: Criterion, };

/**
 * The record's tier became another one.
 */
export type TierChange = { at: number, tier: string, };

export type TierConversion = { 
/**
 * Tier key; none = every tier that is not named.
 */
tier: string | null, share: number, };

export type TimelineEvent = { at: number, kind: TimelineKind, 
/**
 * `Assigned to Tobias Kern`
 */
title: string, detail: string, date_only: boolean, };

export type TimelineKind = { "kind": "moment", "of": Moment } | { "kind": "tier_change" } | { "kind": "paused" } | { "kind": "resumed" } | { "kind": "due", "of": ClockKind } | { "kind": "reminder", "of": ClockKind } | { "kind": "as_of" };

/**
 * The event or condition that starts a handoff.
 */
export type Trigger = { 
/**
 * As people say it (`ICP-fit contact submitted a demo request`).
 */
text: string, kind: TriggerKind | null, 
/**
 * The same, so that a system can decide it; `None` = not written down yet.
 */
criterion: Criterion | null, 
/**
 * Where it is seen (`web form`, `CRM: opportunity stage`); `None` = nowhere.
 */
source: string | null, };

export type TriggerKind = "event" | "field_change" | "stage_change" | "threshold";

/**
 * How a figure is written.
 */
export type Unit = "count" | "duration" | "share" | "money";

/**
 * Something that only some may do (override routing, pause an SLA timer).
 */
export type Verb = { key: string, 
/**
 * `Pause an SLA timer`
 */
name: string, meaning: string, };

/**
 * How much of the beginning is left out of every figure, because the simulation began with empty desks.
 */
export type WarmUp = { "kind": "none" } | { "kind": "days", days: number, } | { "kind": "automatic" };

/**
 * A month's waiting at one handoff point, or at all of them.
 */
export type Waterfall = { 
/**
 * `None` = all handoffs together.
 */
handoff: HandoffBadge | null, 
/**
 * Started in the month, and measured.
 */
records: number, 
/**
 * Started in the month, and left out: the data does not say enough.
 */
left_out: number, total_ms: number, 
/**
 * All six, in their order; they add up to the total.
 */
parts: Array<WaterfallPart>, 
/**
 * What most of the time that the clock ran was, in a sentence.
 */
sentence: string, };

/**
 * One part of the waiting.
 */
export type WaterfallPart = { part: LostPart, 
/**
 * `Waiting for acceptance`
 */
title: string, 
/**
 * Wall-clock time, all records together.
 */
ms: number, 
/**
 * Of the total; 0 where there is none.
 */
share: number, };

export type Way = "fall" | "rise";

/**
 * Opening intervals by weekday; an absent day is closed.
 */
export type Week = { mon: Array<Interval>, tue: Array<Interval>, wed: Array<Interval>, thu: Array<Interval>, fri: Array<Interval>, sat: Array<Interval>, sun: Array<Interval>, };

/**
 * The week's missed handoffs.
 */
export type WeeklyMissed = { 
/**
 * `2026-W44`
 */
week: string, 
/**
 * Its first day, and the first day after it.
 */
from: string, until: string, 
/**
 * Promises that fell due in the week and can be judged.
 */
due: number, 
/**
 * Of these, not kept.
 */
missed: number, by_handoff: Array<MissedBy>, by_source: Array<MissedBy>, by_owner: Array<MissedBy>, by_segment: Array<MissedBy>, 
/**
 * Those still open first, then the latest; at most two hundred.
 */
records: Array<MissedRecord>, sentence: string, };

/**
 * A part of a handoff point and how many of it reached the outcome.
 */
export type WinLoss = { handoff: HandoffBadge, dimension: Dimension, value: string, 
/**
 * The share that reached the outcome, with its Wilson interval of 95 %, widened for the number of comparisons.
 */
share: number, low: number, high: number, n: number, 
/**
 * The share of all at the handoff point.
 */
whole: number, standing: PartStanding, sentence: string, };

/**
 * A record that could be, as an argument.
 */
export type Witness = { 
/**
 * Its values; a field that is not there is blank.
 */
record: Example, 
/**
 * The present at which it is judged, in milliseconds since 1970-01-01T00:00:00Z.
 */
now: number, 
/**
 * Keys of the fields that make it one, blank ones included: whatever the others held, it would still be.
 */
matters: Array<string>, };

/**
 * How some of the work is done. What a rule leaves out comes from a rule that names less; in the end everything takes no time and
 * everything is accepted.
 */
export type WorkRule = { 
/**
 * Handoff point, tier and crew that it is for; none = all of them.
 */
handoff: string | null, tier: string | null, 
/**
 * Key of a crew, or of a person of the policy.
 */
crew: string | null, 
/**
 * How long the enrichment buffer takes, elapsed; none = evenly between the policy's least and most.
 */
buffer: Distribution | null, 
/**
 * The owner's working time from being given a lead to noticing it. Who takes from a queue has noticed.
 */
notice: Distribution | null, 
/**
 * Share of the leads given to an owner that go unnoticed until a reminder or an alert, or for ever.
 */
unnoticed: number | null, accepts: AcceptWhen | null, 
/**
 * What is decided on acceptance beside accepting. The shares add up to at most 1; the rest is accepted.
 */
decisions: Array<DecisionShare> | null, 
/**
 * Working time from taking it up to the first touch.
 */
first_touch: Distribution | null, 
/**
 * Working time from the first touch to the next step, after which the person is free again.
 */
handling: Distribution | null, 
/**
 * A wait for the buyer after the first touch, in which nobody works on it.
 */
buyer_wait: BuyerWait | null, 
/**
 * Elapsed time from the next step to completion, in which the person is free.
 */
completion: Distribution | null, };

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
