import { useWorkspace } from '../../../app/workspace';
import type { Calendar, ClockKind, SlaTarget, Tier } from '../../../bridge';
import { Button, LinkButton, Segmented } from '../../../components/controls';
import { durationText } from '../../../components/durations';
import { StatusMark } from '../../../components/StatusMark';
import { DueExampleLine, TargetFields } from '../../../components/TargetFields';
import { TierChip } from '../../../components/TierChip';
import {
  CLOCKS,
  clockLabel,
  ofKind,
  setTarget,
  targetAt,
  targetShort,
  targetWords,
  tiersWithout,
} from '../../../components/targets';
import { weekWords } from '../../../components/week';
import { type EditorProps, setPart, useCommit } from '../editing';
import { EditableSection, named, PickOne } from '../parts';
import css from './sla.module.css';

interface Props extends EditorProps {
  clock: ClockKind;
  tier: string | null;
  onClock: (clock: ClockKind) => void;
  onTier: (tier: string | null) => void;
}

const USUAL: readonly ClockKind[] = ['accept', 'first_touch', 'next_step'];

/** Promises by intent tier: a table to read, one promise at a time to edit, and whose time is meant in words. */
export function Targets({ clock, tier, onClock, onTier, ...props }: Props) {
  const { handoff, policy, locked, onEdit } = props;
  const { commit, refused } = useCommit(onEdit);
  const calendar = policy.calendars.find(({ key }) => key === (handoff.calendar ?? policy.default_calendar));
  const put = (of: string | null, target: SlaTarget | null) =>
    void commit(setPart(handoff, 'targets', setTarget(handoff, clock, of, target).targets));
  return (
    <EditableSection title="Targets by intent tier" what="the targets" locked={locked} refused={refused}>
      {(on) => (
        <>
          {on ? (
            <div className={css.targetEdit}>
              <Segmented
                label="Clock"
                options={CLOCKS.map(({ key, label }) => ({ id: key, label }))}
                value={clock}
                onChange={onClock}
              />
              <p className="t-small t-3">The clock runs {CLOCKS.find(({ key }) => key === clock)?.from}.</p>
              <ul className={css.tiers}>
                {[...policy.tiers.map(({ key }) => key), null].map((of, rank) => (
                  <TierLine
                    key={of ?? ''}
                    of={of}
                    rank={rank}
                    tiers={policy.tiers}
                    open={of === tier}
                    entry={targetAt(handoff, clock, of)}
                    inherited={of === null ? undefined : targetAt(handoff, clock, null)}
                    clock={clock}
                    calendar={calendar}
                    onOpen={() => onTier(of)}
                    onTarget={(target) => put(of, target)}
                  />
                ))}
              </ul>
              <PickOne
                label="Calendar"
                none={`${policy.calendars.find(({ key }) => key === policy.default_calendar)?.name ?? 'None'} (the default)`}
                options={named(policy.calendars)}
                value={handoff.calendar}
                onValue={(key) => void commit(setPart(handoff, 'calendar', key))}
              />
            </div>
          ) : (
            <TargetTable handoff={handoff} tiers={policy.tiers} tier={tier} onTier={onTier} />
          )}
          <p className={`t-small t-3 num ${css.calendar}`}>{calendarWords(calendar, handoff.targets)}</p>
        </>
      )}
    </EditableSection>
  );
}

/** `Business time, calendar Vienna desk: Mon–Fri 08:30–17:30 Europe/Vienna.` */
function calendarWords(calendar: Calendar | undefined, targets: readonly SlaTarget[]): string {
  if (calendar === undefined) return 'It has no calendar: no business time can be counted.';
  const hours = calendar['24x7'] ? 'around the clock' : weekWords(calendar);
  const elapsed = targets.some(({ target }) => target.kind === 'elapsed');
  return `Business time${elapsed ? ' where not said otherwise' : ''}, calendar ${calendar.name}: ${hours} ${calendar.time_zone}.`;
}

function TargetTable({
  handoff,
  tiers,
  tier,
  onTier,
}: {
  handoff: EditorProps['handoff'];
  tiers: readonly Tier[];
  tier: string | null;
  onTier: (tier: string | null) => void;
}) {
  const clocks = CLOCKS.filter(
    ({ key }) => USUAL.includes(key) || handoff.targets.some((target) => target.clock === key),
  );
  const rows: (string | null)[] = tiers.map(({ key }) => key);
  if (handoff.targets.some((target) => target.tier === null)) rows.push(null);
  const forgotten = clocks.flatMap(({ key }) => tiersWithout(handoff, key, [...tiers]));
  return (
    <table className={`tbl ${css.table}`}>
      <colgroup>
        <col />
        {clocks.map(({ key }) => (
          <col key={key} style={{ width: clocks.length > 3 ? 62 : 82 }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Tier</th>
          {clocks.map(({ key, label, from }) => (
            <th key={key} scope="col" className="r" title={from}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((of, rank) => {
          const name = tiers[rank]?.name ?? 'Every other';
          const entries = clocks.map(({ key }) => targetAt(handoff, key, of) ?? targetAt(handoff, key, null));
          const nothing = entries.every((entry) => entry === undefined);
          return (
            <tr key={of ?? ''} data-on={of === tier}>
              <th scope="row">
                <Button
                  kind="quiet"
                  small
                  className={css.tierPick ?? ''}
                  aria-pressed={of === tier}
                  onPress={() => onTier(of)}
                >
                  {of === null ? name : <TierChip name={name} rank={rank} of={tiers.length} />}
                </Button>
              </th>
              {nothing ? (
                <td className="r" colSpan={clocks.length}>
                  <span className={css.miss}>
                    <StatusMark status="breach" label="error" /> no target
                  </span>
                </td>
              ) : (
                entries.map((entry, at) => (
                  <td key={clocks[at]?.key} className="r num" title={entry && targetWords(entry.target)}>
                    {entry ? (
                      cellWords(entry)
                    ) : forgotten.includes(name) ? (
                      <span className="is-risk">none</span>
                    ) : (
                      <span className="t-3">–</span>
                    )}
                  </td>
                ))
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Business time goes without saying, for the line below the table says it; every other kind is said in the cell. */
function cellWords({ target }: SlaTarget): string {
  return target.kind === 'business' ? durationText(target.ms) : targetShort(target);
}

interface LineProps {
  of: string | null;
  rank: number;
  tiers: readonly Tier[];
  open: boolean;
  entry: SlaTarget | undefined;
  /** What the tier takes over while it has no target of its own. */
  inherited: SlaTarget | undefined;
  clock: ClockKind;
  calendar: Calendar | undefined;
  onOpen: () => void;
  onTarget: (target: SlaTarget | null) => void;
}

function TierLine({ of, rank, tiers, open, entry, inherited, clock, calendar, onOpen, onTarget }: LineProps) {
  const { as_of: asOf } = useWorkspace();
  const name = tiers[rank]?.name ?? 'Every other tier';
  const begin = () => {
    const model = inherited ?? { clock, tier: of, target: ofKind('business'), reminder_percent: 50 };
    onTarget({ ...model, clock, tier: of });
  };
  return (
    <li>
      <Button kind="quiet" small className={css.tierHead ?? ''} aria-expanded={open} onPress={onOpen}>
        {of === null ? name : <TierChip name={name} rank={rank} of={tiers.length} />}
        <span className={entry ? 'num' : 't-3'}>
          {entry
            ? targetWords(entry.target)
            : inherited
              ? `as every other: ${targetWords(inherited.target)}`
              : 'no target'}
        </span>
      </Button>
      {open && (
        <div className={css.tierOpen}>
          {entry ? (
            <>
              <TargetFields
                key={`${clock}-${entry.target.kind}`}
                entry={entry}
                locked={false}
                settled
                onTarget={onTarget}
              />
              {calendar && <DueExampleLine calendar={calendar} target={entry.target} around={asOf} />}
              <LinkButton className="t-small" onPress={() => onTarget(null)}>
                Remove this target
              </LinkButton>
            </>
          ) : (
            <LinkButton className="t-small" onPress={begin}>
              {inherited ? 'Give it its own target' : `Set a target for ${clockLabel(clock).toLowerCase()}`}
            </LinkButton>
          )}
        </div>
      )}
    </li>
  );
}
