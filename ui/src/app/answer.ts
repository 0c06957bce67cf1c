// What the simulator's figures say, put together as the screen shows them: by target, by team, by step of a ladder, in money.

import type {
  HandoffBadge,
  HandoffPoint,
  Policy,
  SimulatedFigureKey,
  SimulatedInterval,
  SimulationRun,
} from '../bridge';
import { stepName } from '../components/steps';
import { CLOCKS } from '../components/targets';
import type {
  Compared,
  Estimate,
  SimulatedMoney,
  SimulatedStep,
  SimulatedTarget,
  SimulatedTeam,
  SimulationAnswer,
} from './simulated';

const BLANK: SimulatedFigureKey = {
  handoff: null,
  tier: null,
  group: null,
  measure: 'started',
  clock: null,
  step: null,
};
const nameOf = ({ handoff, tier, group, measure, clock, step }: SimulatedFigureKey): string =>
  JSON.stringify([handoff, tier, group, measure, clock, step]);

/** `times`: what the figure is multiplied by. A single replication says nothing of chance: its interval has no ends. */
function estimate({ mean, low, high }: SimulatedInterval, times: number): Estimate {
  return {
    mean: mean * times,
    low: low === null ? Number.NEGATIVE_INFINITY : low * times,
    high: high === null ? Number.POSITIVE_INFINITY : high * times,
  };
}

type Ask = (key: Partial<SimulatedFigureKey>, times?: number) => Compared;

function asking({ baseline, report, differences }: SimulationRun, isBaseline: boolean): Ask {
  const [before, after] = [baseline, report].map(
    ({ figures }) => new Map(figures.map((figure) => [nameOf(figure), figure])),
  );
  const between = new Map(differences.map((one) => [nameOf(one), one.difference]));
  return (key, times = 1) => {
    const name = nameOf({ ...BLANK, ...key });
    const of = (interval: SimulatedInterval | undefined) => (interval === undefined ? null : estimate(interval, times));
    return {
      base: of(before?.get(name)),
      now: of(after?.get(name)),
      difference: isBaseline ? null : of(between.get(name)),
    };
  };
}

const badge = ({ key, name, sender, receiver }: HandoffPoint): HandoffBadge => ({ key, name, sender, receiver });

function targetsOf(ask: Ask, policy: Policy, weeks: number): SimulatedTarget[] {
  const tiers = [...policy.tiers.map(({ key }) => key), ''];
  return policy.handoffs.flatMap((point) =>
    CLOCKS.flatMap(({ key: clock }) =>
      tiers.flatMap((tier): SimulatedTarget[] => {
        const of = { handoff: point.key, tier };
        const attainment = ask({ ...of, measure: 'attainment', clock });
        if (attainment.now === null && attainment.base === null) return [];
        return [
          {
            handoff: badge(point),
            clock,
            tier: tier === '' ? null : tier,
            records: ask({ ...of, measure: 'started' }, 1 / weeks),
            attainment,
            p50: ask({ ...of, measure: 'p50', clock }),
            p90: ask({ ...of, measure: 'p90', clock }),
            p99: ask({ ...of, measure: 'p99', clock }),
          },
        ];
      }),
    ),
  );
}

function teamsOf(ask: Ask, { baseline, report }: SimulationRun, policy: Policy): SimulatedTeam[] {
  const before = new Map(baseline.hours.map((hours) => [hours.group, hours]));
  return report.hours.map((hours): SimulatedTeam => {
    const other = before.get(hours.group);
    return {
      team: hours.group,
      name: policy.teams.find(({ key }) => key === hours.group)?.name ?? 'No team',
      utilisation: ask({ group: hours.group, measure: 'utilisation' }),
      by_hour: {
        utilisation: { base: other?.utilisation ?? [], now: hours.utilisation },
        backlog: { base: other?.waiting ?? [], now: hours.waiting },
      },
    };
  });
}

function stepsOf(ask: Ask, policy: Policy): SimulatedStep[] {
  return policy.handoffs.flatMap((point) =>
    point.escalation.flatMap((ladder, at) =>
      ladder.steps.flatMap((step, place): SimulatedStep[] => {
        const fired = ask({ handoff: point.key, measure: 'steps', clock: ladder.clock, step: [at, place] }, 100);
        if (fired.now === null) return [];
        return [{ handoff: badge(point), step: stepName(step, ladder, policy), fired }];
      }),
    ),
  );
}

/** Null where nobody said what a conversion is worth: then there is nothing but cost. */
function moneyOf(ask: Ask, currency: string, weeks: number): SimulatedMoney | null {
  const of = (measure: SimulatedFigureKey['measure']) => ask({ measure }, 1 / weeks);
  const value = of('value');
  if ((value.now?.mean ?? 0) === 0 && (value.base?.mean ?? 0) === 0) return null;
  return { currency, conversions: of('conversions'), value, staffing: of('cost'), net: of('margin') };
}

/** `policy`: with the scenario's changes. */
export function answerOf(run: SimulationRun, policy: Policy, isBaseline: boolean): SimulationAnswer {
  const { report, rough } = run;
  const weeks = Math.max(1 / 7, (report.days - report.warm_up_days) / 7);
  const ask = asking(run, isBaseline);
  return {
    rough,
    replications: report.replications,
    days: report.days,
    warm_up_days: report.warm_up_days,
    warm_up_because: report.warm_up_because,
    stopped: report.stopped?.because ?? null,
    growing: report.growing.map(({ because }) => because),
    attainment: ask({ measure: 'attainment' }),
    targets: targetsOf(ask, policy, weeks),
    teams: teamsOf(ask, run, policy),
    steps: stepsOf(ask, policy),
    money: moneyOf(ask, policy.currency, weeks),
    break_even: isBaseline ? null : run.break_even,
  };
}
