import { useState } from 'react';
import type { HandoffPoint, Policy, Scenario } from '../../bridge';
import { ActsMenu, LinkButton, Select } from '../../components/controls';
import { durationText } from '../../components/durations';
import { money } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import { actName } from '../../components/steps';
import { TierChip } from '../../components/TierChip';
import { clockLabel } from '../../components/targets';
import { weekWords } from '../../components/week';
import css from '../simulator.module.css';
import { Count, Slide } from './Lever';
import {
  costOf,
  type Ground,
  METHODS,
  MOST_PEOPLE,
  movableSteps,
  policyOf,
  poolRows,
  windowOf,
  withBuffer,
  withCost,
  withCount,
  withMethod,
  withShift,
  withStep,
  withWindow,
  withWork,
  withWorth,
  workOf,
  worthOf,
} from './levers';

const MINUTE = 60_000;
const WINDOWS = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1_080, 1_440, 2_400].map(
  (minutes) => minutes * MINUTE,
);
const SHARES = [10, 25, 50, 75, 100, 125, 150, 200, 250, 300, 400];
const BUFFERS = [0, 1, 2, 5, 10, 15, 20, 30, 45, 60, 120, 240];
const WORK = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480];
const WORTHS = [100, 200, 500, 1_000, 2_000, 3_000, 5_000, 7_500, 10_000, 15_000, 20_000, 30_000, 50_000, 100_000];
const COSTS = [15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 100, 120, 150, 200];

interface Props {
  ground: Ground;
  scenario: Scenario;
  locked: boolean;
  onScenario: (scenario: Scenario) => void;
  /** Leads to the ground on which people count; null where there is none. */
  onAssume: (() => void) | null;
}

/** What can be moved, in the policy's own words. */
export function Levers({ ground, scenario, locked, onScenario, onAssume }: Props) {
  const { policy, baseline } = ground;
  const movable = policy.handoffs.filter(canMove);
  const [key, setKey] = useState(() => movable.find(({ escalation }) => escalation.length > 0)?.key ?? movable[0]?.key);
  const before = policy.handoffs.find((point) => point.key === key);
  const now = policyOf(policy, scenario);
  const point = now.handoffs.find((one) => one.key === key);
  return (
    <fieldset className={css.levers} disabled={locked} aria-label="Levers">
      <section className="insp__sec">
        <h3 className="t-head">People</h3>
        {ground.basis === 'records' ? (
          <p className="t-small t-2">
            Waiting is as the records show it, however much there is to do: more people or fewer move nothing here.{' '}
            {onAssume && <LinkButton onPress={onAssume}>Ask about people on assumptions</LinkButton>}
          </p>
        ) : (
          <Staffing policy={policy} baseline={baseline} scenario={scenario} onScenario={onScenario} />
        )}
      </section>
      {before && point && (
        <>
          <section className="insp__sec">
            <Select
              label="Rules of the handoff"
              options={movable.map((one) => ({
                id: one.key,
                label: `${one.key} ${one.sender} → ${one.receiver}`,
                hint: one.name,
              }))}
              value={key ?? null}
              onChange={setKey}
            />
          </section>
          <Windows policy={policy} before={before} now={point} scenario={scenario} onScenario={onScenario} />
          <Ladders policy={policy} before={before} now={point} scenario={scenario} onScenario={onScenario} />
          <Routing policy={policy} before={before} now={point} scenario={scenario} onScenario={onScenario} />
        </>
      )}
      {ground.basis === 'assumptions' && (
        <Assumptions ground={ground} scenario={scenario} handoff={key} onScenario={onScenario} />
      )}
    </fieldset>
  );
}

const canMove = (point: HandoffPoint): boolean =>
  point.targets.some(({ target }) => 'ms' in target) ||
  point.buffer !== null ||
  point.escalation.some((ladder) => movableSteps(ladder).length > 0) ||
  poolRows(point).length > 0;

interface StaffProps {
  policy: Policy;
  baseline: Scenario;
  scenario: Scenario;
  onScenario: (scenario: Scenario) => void;
}

/** Crews by team, each with its shift; more of them, fewer, or another shift. */
function Staffing({ policy, baseline, scenario, onScenario }: StaffProps) {
  const crewsOf = scenario.people.filter(({ person }) => person === null);
  const byName = scenario.people.filter(({ person }) => person !== null);
  const teams = [...new Set(crewsOf.map(({ team }) => team))];
  const calendar = (key: string | null) => policy.calendars.find((one) => one.key === (key ?? policy.default_calendar));
  if (scenario.people.length === 0)
    return (
      <p className="t-small t-2">
        Nobody works in this scenario. The people of the policy are named under their teams on the journey.
      </p>
    );
  return (
    <>
      {teams.map((team) => {
        const crews = crewsOf.filter((crew) => crew.team === team);
        const name = policy.teams.find(({ key }) => key === team)?.name ?? 'No team';
        const [first] = crews;
        return (
          <div key={team ?? ''} className={css.team}>
            <div className={css.teamHead}>
              <span className="t-small t-2">{name}</span>
              {first && (
                <ActsMenu
                  label="Add a shift"
                  acts={policy.calendars.map((one) => ({
                    id: one.key,
                    label: `${one.name}: ${weekWords(one)}`,
                    run: () => onScenario(withShift(scenario, first, one.key, one.name)),
                  }))}
                />
              )}
            </div>
            {crews.map((crew) => {
              const shift = calendar(crew.calendar);
              return (
                <Count
                  key={crew.key}
                  label={crew.name || crew.key}
                  name={`People in ${crew.name || crew.key}`}
                  note={shift ? weekWords(shift) : 'no shift'}
                  value={crew.count}
                  was={baseline.people.find((one) => one.key === crew.key)?.count ?? 0}
                  most={MOST_PEOPLE}
                  onValue={(count) => onScenario(withCount(baseline, scenario, crew.key, count))}
                />
              );
            })}
          </div>
        );
      })}
      {byName.length > 0 && (
        <p className="t-micro t-3">
          {byName.map((crew) => crew.name || crew.key).join(', ')}: named by the routing, and so as they are.
        </p>
      )}
    </>
  );
}

interface AssumptionProps {
  ground: Ground;
  scenario: Scenario;
  handoff: string | undefined;
  onScenario: (scenario: Scenario) => void;
}

/** What nobody has measured, so that it can be set right: it holds for the policy as it is and for the scenario alike. */
function Assumptions({ ground: { policy, baseline }, scenario, handoff, onScenario }: AssumptionProps) {
  const amount = (value: number) => money(value, policy.currency);
  const slides = [
    { label: 'An hour of a shift costs', of: costOf, set: withCost, stops: COSTS, said: amount },
    { label: 'A conversion is worth', of: worthOf, set: withWorth, stops: WORTHS, said: amount },
    {
      label: `Work on ${handoff ?? ''} takes`,
      of: (one: Scenario) => (handoff === undefined ? null : workOf(one, handoff)),
      set: (one: Scenario, minutes: number) => (handoff === undefined ? one : withWork(one, handoff, minutes)),
      stops: WORK,
      said: (minutes: number) => durationText(Math.round(minutes) * MINUTE),
    },
  ];
  return (
    <section className="insp__sec">
      <h3 className={`t-head ${css.leverHead}`}>What is assumed</h3>
      <p className="t-small t-3">On both sides of every comparison. Set it right where you know better.</p>
      {slides.map(({ label, of, set, stops, said }) => {
        const [value, was] = [of(scenario), of(baseline)];
        if (value === null || was === null) return null;
        return (
          <Slide
            key={label}
            label={label}
            name={label}
            stops={stops}
            value={value}
            said={said}
            was={was}
            onValue={(next) => onScenario(set(scenario, next))}
          />
        );
      })}
    </section>
  );
}

interface RuleProps {
  policy: Policy;
  before: HandoffPoint;
  now: HandoffPoint;
  scenario: Scenario;
  onScenario: (scenario: Scenario) => void;
}

function Windows({ policy, before, now, scenario, onScenario }: RuleProps) {
  const clocks = [...new Set(before.targets.filter(({ target }) => 'ms' in target).map(({ clock }) => clock))];
  return clocks.map((clock) => (
    <section key={clock} className="insp__sec">
      <h3 className={`t-head ${css.leverHead}`}>
        {clockLabel(clock)} within <HandoffBadge handoff={before} />
      </h3>
      {before.targets
        .filter((target) => target.clock === clock && 'ms' in target.target)
        .map(({ tier, target }) => {
          const was = windowOf(before, clock, tier);
          const value = windowOf(now, clock, tier);
          if (was === null || value === null) return null;
          const rank = policy.tiers.findIndex(({ key }) => key === tier);
          const name = tier === null ? 'every tier' : (policy.tiers[rank]?.name ?? tier);
          const kind = target.kind === 'elapsed' ? 'elapsed' : 'business time';
          return (
            <Slide
              key={tier ?? ''}
              label={tier === null ? 'Every tier' : <TierChip name={name} rank={rank} of={policy.tiers.length} />}
              name={`${clockLabel(clock)} within, ${name}, ${kind}`}
              stops={WINDOWS}
              value={value}
              said={durationText}
              was={was}
              onValue={(ms) => onScenario(withWindow(policy, scenario, before.key, clock, tier, ms))}
            />
          );
        })}
    </section>
  ));
}

function Ladders({ policy, before, now, scenario, onScenario }: RuleProps) {
  return before.escalation.map((ladder, place) => {
    const after = now.escalation[place];
    const steps = movableSteps(ladder);
    if (after === undefined || steps.length === 0) return null;
    const tier = policy.tiers.find(({ key }) => key === ladder.tier)?.name ?? 'every tier';
    return (
      <section key={`${ladder.clock} ${ladder.tier ?? ''}`} className="insp__sec">
        <h3 className={`t-head ${css.leverHead}`}>
          Escalation, {clockLabel(ladder.clock).toLowerCase()}, {tier}
        </h3>
        {steps.map(({ step, place: at, percent }) => {
          const other = after.steps[at]?.at;
          return (
            <Slide
              key={at}
              label={`${actName(step.act)}, step ${at + 1}`}
              name={`${actName(step.act)}, step ${at + 1}, at a share of the target`}
              stops={SHARES}
              value={other?.kind === 'share' ? other.percent : percent}
              said={(value) => `${value} %`}
              was={percent}
              onValue={(value) => onScenario(withStep(policy, scenario, before.key, place, at, value))}
            />
          );
        })}
      </section>
    );
  });
}

function Routing({ policy, before, now, scenario, onScenario }: RuleProps) {
  const rows = poolRows(before);
  if (rows.length === 0 && before.buffer === null) return null;
  return (
    <section className="insp__sec">
      <h3 className={`t-head ${css.leverHead}`}>Buffer and routing</h3>
      {before.buffer && now.buffer && (
        <Slide
          label="Enrichment takes at most"
          name="Enrichment buffer, at most"
          stops={BUFFERS}
          value={now.buffer.at_most_minutes}
          said={(minutes) => durationText(minutes * MINUTE)}
          was={before.buffer.at_most_minutes}
          onValue={(minutes) => onScenario(withBuffer(policy, scenario, before.key, minutes))}
        />
      )}
      {rows.length > 0 && (
        <div className={css.pools}>
          {rows.map(({ row }) => (
            <Select
              key={row.key}
              label={`Row ${before.routing.rows.findIndex(({ key }) => key === row.key) + 1}, within its pool`}
              small
              options={METHODS}
              value={poolRows(now).find((one) => one.row.key === row.key)?.method ?? null}
              onChange={(method) => onScenario(withMethod(policy, scenario, before.key, row.key, method))}
            />
          ))}
        </div>
      )}
    </section>
  );
}
