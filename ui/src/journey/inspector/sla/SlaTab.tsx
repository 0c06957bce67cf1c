import { useState } from 'react';
import { useWorkspace } from '../../../app/workspace';
import { bridge, type ClockKind, type EscalationStep, type LadderFired } from '../../../bridge';
import { LinkButton, Select } from '../../../components/controls';
import { counted, DASH, integer } from '../../../components/format';
import { CLOCKS, clockLabel, targetAt } from '../../../components/targets';
import { useAboutDraft } from '../../draft';
import { type EditorProps, setPart, useCommit } from '../editing';
import { Section } from '../parts';
import { LadderEditor } from './LadderEditor';
import { LadderLine } from './LadderLine';
import { actWords, ladderOf, reachWords, stepTimeWords } from './ladder';
import { Pauses } from './Pauses';
import css from './sla.module.css';
import { Targets } from './Targets';

/** What is promised to whom, on whose time, and what happens while it is not kept. */
export function SlaTab(props: EditorProps) {
  const { handoff, policy } = props;
  const [tier, setTier] = useState<string | null>(policy.tiers[0]?.key ?? null);
  const [clock, setClock] = useState<ClockKind>(() => handoff.targets[0]?.clock ?? 'accept');
  return (
    <>
      <Targets {...props} clock={clock} tier={tier} onClock={setClock} onTier={setTier} />
      <Escalation {...props} clock={clock} tier={tier} onClock={setClock} />
      <Pauses {...props} />
    </>
  );
}

function Escalation({
  handoff,
  policy,
  locked,
  onEdit,
  clock,
  tier,
  onClock,
}: EditorProps & { clock: ClockKind; tier: string | null; onClock: (clock: ClockKind) => void }) {
  const [on, setOn] = useState(false);
  const { commit, refused } = useCommit(onEdit);
  const { as_of: asOf } = useWorkspace();
  const found = ladderOf(handoff, clock, tier);
  const target = (targetAt(handoff, clock, tier) ?? targetAt(handoff, clock, null))?.target ?? null;
  const calendar = policy.calendars.find(({ key }) => key === (handoff.calendar ?? policy.default_calendar));
  const tierName = (key: string | null) => policy.tiers.find((one) => one.key === key)?.name ?? 'every';
  const steps = found?.ladder.steps ?? [];
  const { data: fired } = useAboutDraft(
    `fired ${handoff.key}`,
    () => bridge.ladderFired({ handoff: handoff.key, from: null, to: null }),
    steps.length > 0,
  );
  const put = (next: EscalationStep[]) => {
    if (found) void commit(setPart(handoff, `escalation/${found.place}/steps`, next));
    else void commit(setPart(handoff, 'escalation', [...handoff.escalation, { clock, tier: null, steps: next }]));
  };
  /** A ladder of its own for the tier, beginning as the one for every tier. */
  const own = () => void commit(setPart(handoff, 'escalation', [...handoff.escalation, { clock, tier, steps }]));
  const title = found
    ? `Escalation ladder, ${found.ladder.tier === null ? 'every tier' : `${tierName(found.ladder.tier).toLowerCase()} tier`}, ${clockLabel(clock).toLowerCase()}`
    : `Escalation ladder, ${clockLabel(clock).toLowerCase()}`;
  return (
    <Section
      title={title}
      what="the escalation ladder"
      editing={on}
      onEditing={locked ? undefined : setOn}
      refused={refused}
    >
      <div className={css.escalation}>
        {on && (
          <Select
            label="Clock"
            options={CLOCKS.map(({ key, label }) => ({ id: key, label }))}
            value={clock}
            onChange={onClock}
          />
        )}
        {steps.length === 0 ? (
          <p className="t-small t-2">Nothing happens when the {clockLabel(clock).toLowerCase()} clock runs over.</p>
        ) : (
          <LadderLine
            steps={steps}
            target={target}
            calendar={calendar}
            around={asOf}
            to={(reach) => reachWords(reach, policy, handoff)}
          />
        )}
        {on ? (
          <>
            <LadderEditor steps={steps} target={target} policy={policy} handoff={handoff} onSteps={put} />
            {found?.ladder.tier === null && tier !== null && (
              <LinkButton className="t-small" onPress={own}>
                Give the {tierName(tier).toLowerCase()} tier a ladder of its own
              </LinkButton>
            )}
          </>
        ) : (
          steps.length > 0 && (
            <table className={`tbl ${css.stepTable}`}>
              <colgroup>
                <col style={{ width: 64 }} />
                <col />
                <col />
                {fired && <col style={{ width: 56 }} />}
              </colgroup>
              <thead>
                <tr>
                  <th scope="col">Step</th>
                  <th scope="col">What happens</th>
                  <th scope="col">Who it reaches</th>
                  {fired && (
                    <th scope="col" className="r" title={firedTitle(fired)}>
                      Fired
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {steps.map((step, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place
                  <tr key={at}>
                    <td>{stepTimeWords(step.at)}</td>
                    <td title={step.note}>{actWords(step.act)}</td>
                    <td>{reachWords(step.to, policy, handoff)}</td>
                    {fired && (
                      <td className="r num">{firedWords(found ? fired.ladders[found.place]?.[at] : undefined)}</td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          )
        )}
      </div>
    </Section>
  );
}

/** Nothing for a step that lists many records at once, and while nobody has counted. */
const firedWords = (n: number | null | undefined): string => (n === null || n === undefined ? DASH : integer(n));

function firedTitle({ records, cannot_judge: cannot }: LadderFired): string {
  const tail = cannot > 0 ? `; of ${integer(cannot)} nobody can say` : '';
  return `Records of the last quarter for which it fired, of ${counted(records, 'record')}${tail}`;
}
