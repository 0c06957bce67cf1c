import type { PolicyProblem, Stage, StageKind } from '../../bridge';
import { Select } from '../../components/controls';
import { StatusMark } from '../../components/StatusMark';
import { healthOf, openWords } from '../problems/problems';
import { CriterionPart } from './criteria/CriterionPart';
import { type Editing, setOf, useCommit } from './editing';
import css from './inspector.module.css';
import { EditableSection, Fact, InspectorHead, named, PickOne, TextPart, Tick } from './parts';

const KINDS: { id: StageKind; label: string }[] = [
  { id: 'start', label: 'where records begin' },
  { id: 'normal', label: 'on the way' },
  { id: 'won', label: 'an end: won' },
  { id: 'lost', label: 'an end: lost' },
  { id: 'nurture', label: 'where records wait to come back' },
];

interface Props extends Editing {
  stage: Stage;
  /** Null while it is not checked. */
  problems: readonly PolicyProblem[] | null;
  onClose: () => void;
}

/** A lifecycle stage: who owns it, what it means, what must hold to come in and to go on. */
export function StageInspector({ stage, problems, onClose, ...editing }: Props) {
  const { policy, locked } = editing;
  const health = healthOf(problems);
  const handoff =
    policy.handoffs.find(({ from_stage, to_stage }) => [from_stage, to_stage].includes(stage.key))?.key ?? '';
  const shared = { ...editing, handoff };
  return (
    <>
      <InspectorHead
        mark={
          <>
            <StatusMark status={health.status} label={health.label} />
            <span className="t-small t-3">stage, {openWords(problems)}</span>
          </>
        }
        title={stage.name}
        about={`${policy.teams.find(({ key }) => key === stage.team)?.name ?? 'Nobody'} owns it`}
        onClose={onClose}
      />
      <div className={`insp__body ${css.body}`}>
        <StageBasics stage={stage} {...editing} />
        <CriterionPart
          {...shared}
          title="Entry"
          gate="entry"
          called="these entry criteria"
          value={stage.entry}
          put={(entry) => setOf('stage', stage.key, 'entry', entry)}
        />
        <CriterionPart
          {...shared}
          title="Exit"
          gate="exit"
          called="these exit criteria"
          value={stage.exit}
          put={(exit) => setOf('stage', stage.key, 'exit', exit)}
        />
        {locked && <p className="t-small t-3">Open for reading only.</p>}
      </div>
    </>
  );
}

function StageBasics({ stage, policy, locked, onEdit }: Editing & { stage: Stage }) {
  const { commit, refused } = useCommit(onEdit);
  const set = (field: string, value: unknown) => void commit(setOf('stage', stage.key, field, value));
  const fieldName = (key: string) => policy.fields.find((field) => field.key === key)?.name ?? key;
  return (
    <EditableSection title="The stage" what="the stage" locked={locked} refused={refused}>
      {(on) =>
        on ? (
          <div className={css.form}>
            <TextPart label="Name" value={stage.name} onValue={(name) => set('name', name)} />
            <PickOne
              label="Owner"
              none="Nobody yet"
              options={named(policy.teams)}
              value={stage.team}
              onValue={(team) => set('team', team)}
            />
            <Select label="Where it stands" options={KINDS} value={stage.kind} onChange={(kind) => set('kind', kind)} />
            <TextPart long label="Meaning" value={stage.meaning} onValue={(meaning) => set('meaning', meaning)} />
            <div>
              <p className="field__label">Asked for before a record may leave</p>
              {policy.fields.map(({ key, name }) => (
                <Tick
                  key={key}
                  on={stage.required_fields.includes(key)}
                  onChange={(is) =>
                    set(
                      'required_fields',
                      is ? [...stage.required_fields, key] : stage.required_fields.filter((other) => other !== key),
                    )
                  }
                >
                  {name}
                </Tick>
              ))}
            </div>
          </div>
        ) : (
          <dl className="kv">
            <Fact name="Stands">{KINDS.find(({ id }) => id === stage.kind)?.label}</Fact>
            <Fact name="Meaning">{stage.meaning}</Fact>
            <Fact name="Asks for">{stage.required_fields.map(fieldName).join(', ')}</Fact>
          </dl>
        )
      }
    </EditableSection>
  );
}
