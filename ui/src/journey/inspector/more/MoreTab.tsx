import type { Cadence, DecisionRight, Kpi, Policy } from '../../../bridge';
import { LinkButton, Select } from '../../../components/controls';
import { civilDate, counted, duration, share } from '../../../components/format';
import { parkedIn, withOtherNotes, withoutParked, withoutQuestions } from '../../present/parked';
import { readDate } from '../criteria/operators';
import { type Editing, type EditorProps, freshKey, keyOf, setOf, setPart, together, useCommit } from '../editing';
import css from '../inspector.module.css';
import { EditableSection, Fact, named, PickOne, Section, TextPart } from '../parts';
import { WordList } from '../WordList';

const CADENCES: { id: Cadence; label: string }[] = [
  { id: 'daily', label: 'daily' },
  { id: 'weekly', label: 'weekly' },
  { id: 'monthly', label: 'monthly' },
  { id: 'quarterly', label: 'quarterly' },
  { id: 'yearly', label: 'yearly' },
];

/** By what it is measured, how it fails, who may do what, and what else is to be known. */
export function MoreTab(props: EditorProps) {
  return (
    <>
      <Measured {...props} />
      <Risk {...props} />
      <Rights {...props} />
      <Notes {...props} />
    </>
  );
}

function kpiTarget(policy: Policy, key: string | null): string {
  const target = policy.kpis.find((kpi) => kpi.key === key)?.target;
  if (!target) return '';
  if (target.kind === 'duration') return duration(target.ms);
  return target.kind === 'share' ? share(target.per_mille / 1_000) : String(target.n);
}

function Measured({ handoff, policy, locked, onEdit }: EditorProps) {
  const { commit, refused } = useCommit(onEdit);
  const set = (field: string, value: unknown) => void commit(setPart(handoff, field, value));
  const kpi = policy.kpis.find(({ key }) => key === handoff.kpi);
  const target = kpiTarget(policy, handoff.kpi);
  const addKpi = (name: string) => {
    const key = freshKey(
      policy.kpis.map((one) => one.key),
      keyOf(name),
    );
    const entry: Kpi = { key, name, metric: null, meaning: '', direction: 'higher', target: null };
    void commit(together([{ op: 'insert', at: policy.kpis.length, noun: 'kpi', entry }, setPart(handoff, 'kpi', key)]));
  };
  return (
    <EditableSection title="How it is measured" what="how it is measured" locked={locked} refused={refused}>
      {(on) =>
        on ? (
          <div className={css.form}>
            <PickOne
              label="Primary KPI"
              none="None yet"
              options={named(policy.kpis)}
              value={handoff.kpi}
              onValue={(key) => set('kpi', key)}
            />
            <TextPart
              key={policy.kpis.length}
              label="Or a KPI that is not in the list yet"
              value=""
              placeholder="Accepted within the window"
              onValue={(name) => name.trim() !== '' && addKpi(name.trim())}
            />
            <div className={css.two}>
              <PickOne
                label="Gone through"
                none="never"
                options={CADENCES}
                value={handoff.review_every}
                onValue={(every) => set('review_every', every)}
              />
              <TextPart
                label="Next review"
                value={handoff.review_on ?? ''}
                placeholder="2027-01-15"
                refuse={(text) =>
                  text.trim() === '' || readDate(text) !== undefined
                    ? null
                    : `“${text}” is not a date. Write 2027-01-15.`
                }
                onValue={(text) => set('review_on', readDate(text) ?? null)}
              />
            </div>
            <TextPart
              long
              label="What revenue operations looks after"
              value={handoff.oversight_focus}
              onValue={(text) => set('oversight_focus', text)}
            />
          </div>
        ) : (
          <dl className="kv">
            <Fact name="Primary KPI">
              {kpi && (
                <>
                  {kpi.name}
                  {target && (
                    <span className="t-3 num">
                      , {kpi.direction === 'higher' ? 'at least' : 'at most'} {target}
                    </span>
                  )}
                </>
              )}
            </Fact>
            <Fact name="Gone through">
              {handoff.review_every &&
                `${handoff.review_every}${handoff.review_on ? `, next on ${civilDate(handoff.review_on)}` : ''}`}
            </Fact>
            <Fact name="Looked after">{handoff.oversight_focus}</Fact>
          </dl>
        )
      }
    </EditableSection>
  );
}

function Risk({ handoff, locked, onEdit }: EditorProps) {
  const { commit, refused } = useCommit(onEdit);
  const set = (field: string, value: unknown) => void commit(setPart(handoff, field, value));
  return (
    <EditableSection title="How it fails" what="how it fails" locked={locked} refused={refused}>
      {(on) =>
        on ? (
          <div className={css.form}>
            <TextPart
              long
              label="Momentum risk"
              hint="what the buyer loses while it stalls"
              value={handoff.momentum_risk}
              onValue={(text) => set('momentum_risk', text)}
            />
            <TextPart
              long
              label="Failure mode"
              hint="how it usually breaks"
              value={handoff.failure_mode}
              onValue={(text) => set('failure_mode', text)}
            />
            <TextPart
              long
              label="Control"
              hint="what keeps the risk down"
              value={handoff.control}
              onValue={(text) => set('control', text)}
            />
            <WordList
              label="What systems must be able to do"
              one="requirement"
              words={handoff.system_requirements}
              onWords={(words) => set('system_requirements', words)}
            />
          </div>
        ) : (
          <dl className="kv">
            <Fact name="Momentum risk">{handoff.momentum_risk}</Fact>
            <Fact name="Failure mode">{handoff.failure_mode}</Fact>
            <Fact name="Control">{handoff.control}</Fact>
            <Fact name="Systems must">
              {handoff.system_requirements.length > 0 && (
                <ul>
                  {handoff.system_requirements.map((one) => (
                    <li key={one}>{one}</li>
                  ))}
                </ul>
              )}
            </Fact>
          </dl>
        )
      }
    </EditableSection>
  );
}

/** Decision rights hold for the whole company; they are shown where they are asked for. */
function Rights({ policy, locked, onEdit }: Editing) {
  const { commit, refused } = useCommit(onEdit);
  const role = (key: string | null) => policy.roles.find((one) => one.key === key)?.name ?? key;
  const verb = (right: DecisionRight) => policy.verbs.find(({ key }) => key === right.verb)?.name ?? right.verb;
  const scope = (right: DecisionRight) =>
    [
      policy.exception_types.find(({ key }) => key === right.exception_type)?.name,
      policy.severities.find(({ key }) => key === right.severity)?.name,
    ]
      .filter(Boolean)
      .join(', ');
  const roles = named(policy.roles);
  return (
    <EditableSection
      title="Who may override"
      aside="for every handoff"
      what="who may override"
      locked={locked || policy.decision_rights.length === 0}
      refused={refused}
    >
      {(on) => (
        <>
          {policy.decision_rights.length === 0 && <p className="t-small t-3">No decision right is assigned yet.</p>}
          <ul className={css.rights}>
            {policy.decision_rights.map((right) => (
              <li key={right.key}>
                <span>
                  {verb(right)}
                  {scope(right) && <span className="t-3"> ({scope(right)})</span>}
                </span>
                {on ? (
                  <div className={css.two}>
                    <Select
                      label={`Who may: ${verb(right)}`}
                      labelHidden
                      small
                      options={roles}
                      value={right.role}
                      onChange={(key) => void commit(setOf('decision_right', right.key, 'role', key))}
                    />
                    <PickOne
                      label={`Who approves: ${verb(right)}`}
                      labelHidden
                      small
                      none="decides alone"
                      options={roles.filter(({ id }) => id !== right.role)}
                      value={right.approved_by}
                      onValue={(key) => void commit(setOf('decision_right', right.key, 'approved_by', key))}
                    />
                  </div>
                ) : (
                  <span className="t-2">
                    {role(right.role)}
                    {right.approved_by !== null && `, with ${role(right.approved_by)}`}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </EditableSection>
  );
}

/** Questions that a workshop parked, until they are answered, and whatever else is to be known. */
function Notes({ handoff, locked, onEdit }: EditorProps) {
  const { commit, refused } = useCommit(onEdit);
  const parked = parkedIn(handoff.notes);
  const set = (notes: string) => void commit(setPart(handoff, 'notes', notes));
  return (
    <>
      {parked.length > 0 && (
        <Section title="Parked questions" aside={counted(parked.length, 'question')}>
          <ul className={css.parked}>
            {parked.map((question) => (
              <li key={question}>
                <span>{question}</span>
                {!locked && (
                  <LinkButton
                    className="t-small"
                    aria-label={`Answered: ${question}`}
                    onPress={() => set(withoutParked(handoff.notes, question))}
                  >
                    Answered
                  </LinkButton>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Notes" refused={refused}>
        <TextPart
          long
          label="Notes"
          labelHidden
          locked={locked}
          value={withoutQuestions(handoff.notes)}
          placeholder="What else is to be known of this handoff"
          onValue={(text) => set(withOtherNotes(handoff.notes, text))}
        />
      </Section>
    </>
  );
}
