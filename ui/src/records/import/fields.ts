// The fields a handoff record has, in the order in which people think of them, with the words of the screen.

export type FieldGroup = 'identity' | 'moments' | 'ownership' | 'segmentation' | 'outcome' | 'due';

export interface RecordField {
  /** As in a mapping file (`first_touch_at`). */
  key: string;
  label: string;
  group: FieldGroup;
  /** What the field means, in one line. */
  help: string;
}

export const FIELD_GROUPS: { key: FieldGroup; label: string }[] = [
  { key: 'identity', label: 'Which record' },
  { key: 'moments', label: 'When it happened' },
  { key: 'ownership', label: 'Who had it' },
  { key: 'segmentation', label: 'What kind of record' },
  { key: 'outcome', label: 'What came of it' },
  { key: 'due', label: 'Due times the record itself carries' },
];

const field = (key: string, label: string, group: FieldGroup, help: string): RecordField => ({
  key,
  label,
  group,
  help,
});

export const RECORD_FIELDS: RecordField[] = [
  field('record_id', 'Record id', 'identity', "The CRM's own id. Needed."),
  field('handoff', 'Handoff point', 'identity', 'Which handoff this passage is. Unknown names become handoff points.'),
  field('cycle', 'Cycle', 'identity', '1, 2, 3 …: how often the record has come here.'),
  field('started_at', 'Started', 'moments', "The trigger fired: the handoff's clock zero. Needed."),
  field('assigned_at', 'Assigned', 'moments', 'A person first became owner. A queue is not a person.'),
  field('accepted_at', 'Accepted', 'moments', 'The receiver took it.'),
  field('rejected_at', 'Rejected', 'moments', 'The receiver rejected or recycled it.'),
  field('first_touch_at', 'First touch', 'moments', 'The first outreach by the receiver.'),
  field('next_step_at', 'Next step', 'moments', 'The next action was recorded or booked.'),
  field('meeting_at', 'Meeting', 'moments', 'A meeting was booked or held.'),
  field('opportunity_at', 'Opportunity', 'moments', 'An opportunity was opened.'),
  field('won_at', 'Won', 'moments', 'The deal was won.'),
  field('completed_at', 'Completed', 'moments', "The handoff's work was done."),
  field('owner', 'Owner', 'ownership', 'Who has it now.'),
  field('owner_group', 'Owner group', 'ownership', 'The team or queue of the owner.'),
  field('first_owner', 'First owner', 'ownership', 'Who had it first.'),
  field('reassign_count', 'Reassignments', 'ownership', 'Changes of owner after the first assignment.'),
  field('source', 'Source', 'segmentation', 'Where the record came from.'),
  field('trigger', 'Trigger', 'segmentation', 'What started the handoff.'),
  field('segment', 'Segment', 'segmentation', 'Market, size or product.'),
  field('intent', 'Intent tier', 'segmentation', 'High, medium or low: decides which target holds.'),
  field('amount', 'Amount', 'segmentation', "In the workspace's currency."),
  field('disposition', 'Disposition', 'outcome', 'What the receiver decided; say below what each value means.'),
  field('reason', 'Reason', 'outcome', 'Why it was rejected or recycled.'),
  field('won', 'Won, yes or no', 'outcome', 'The outcome where the source gives no date for it.'),
  field('own_verdict', "Source's own verdict", 'outcome', 'The source says itself whether the target was met.'),
  field(
    'pauses',
    'Pauses',
    'outcome',
    'From/to and the reason, several with a semicolon. As exports of Baton have them.',
  ),
  field('due_assign_at', 'Assignment due', 'due', "Goes before the policy's target."),
  field('due_accept_at', 'Acceptance due', 'due', "Goes before the policy's target."),
  field('due_first_touch_at', 'First touch due', 'due', "Goes before the policy's target."),
  field('due_next_step_at', 'Next step due', 'due', "Goes before the policy's target."),
  field('due_complete_at', 'Completion due', 'due', "Goes before the policy's target."),
];

const BY_KEY = new Map(RECORD_FIELDS.map((entry) => [entry.key, entry]));

/** The field's name on screen; a key that this version does not know is shown as it stands. */
export function fieldLabel(key: string): string {
  return BY_KEY.get(key)?.label ?? key;
}

export function fieldOf(key: string): RecordField | undefined {
  return BY_KEY.get(key);
}

/** Fields whose value is an instant: in long exports these are milestones. */
export function isMoment(key: string): boolean {
  const group = BY_KEY.get(key)?.group;
  return group === 'moments' || group === 'due';
}
