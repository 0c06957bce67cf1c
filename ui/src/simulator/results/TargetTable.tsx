import { useState } from 'react';
import type { SimulatedTarget } from '../../app/simulated';
import type { ClockKind, Policy } from '../../bridge';
import { Segmented, Select } from '../../components/controls';
import { HandoffBadge } from '../../components/HandoffBadge';
import { TierChip } from '../../components/TierChip';
import { CLOCKS } from '../../components/targets';
import css from '../simulator.module.css';
import { halfSaid, meanSaid, type Unit } from '../words';
import { Difference, farthest } from './Difference';

const MEASURES = [
  { id: 'attainment', label: 'Kept' },
  { id: 'p50', label: 'Half within' },
  { id: 'p90', label: '90 % within' },
  { id: 'p99', label: '99 % within' },
] as const;
type Measure = (typeof MEASURES)[number]['id'];

interface Props {
  targets: readonly SimulatedTarget[];
  policy: Policy;
  isBaseline: boolean;
}

/** Each target by tier: as it is, in the scenario, and what that changes. */
export function TargetTable({ targets: all, policy, isBaseline }: Props) {
  const clocks = CLOCKS.filter(({ key }) => all.some((target) => target.clock === key));
  const [picked, setPicked] = useState<ClockKind>('accept');
  const clock = clocks.some(({ key }) => key === picked) ? picked : clocks[0]?.key;
  const targets = all.filter((target) => target.clock === clock);
  const [measure, setMeasure] = useState<Measure>('attainment');
  const unit: Unit = measure === 'attainment' ? 'share' : 'duration';
  const better = measure === 'attainment' ? 'higher' : 'lower';
  const most = farthest(targets.map((target) => target[measure].difference));
  const rankOf = (tier: string) => policy.tiers.findIndex(({ key }) => key === tier);
  return (
    <section className={css.part} aria-labelledby="by-tier">
      <div className={css.partHead}>
        <h2 className="t-panel" id="by-tier">
          Targets by tier
        </h2>
        {clocks.length > 1 && (
          <Select
            label="Clock"
            labelHidden
            small
            quiet
            options={clocks.map(({ key, label }) => ({ id: key, label }))}
            value={clock ?? null}
            onChange={setPicked}
          />
        )}
        <Segmented label="Measure" options={MEASURES} value={measure} onChange={setMeasure} />
      </div>
      {targets.length === 0 ? (
        <p className="t-2">No handoff in this scenario has a target. Promise one on the journey, then simulate it.</p>
      ) : (
        <div className={css.scroll}>
          <table className={`tbl ${css.targets}`} data-alone={isBaseline}>
            <thead>
              <tr>
                <th scope="col">Handoff</th>
                <th scope="col">Tier</th>
                <th scope="col" className="r">
                  A week
                </th>
                {!isBaseline && (
                  <th scope="col" className="r">
                    As it is
                  </th>
                )}
                <th scope="col" className="r">
                  {isBaseline ? 'As it is' : 'Scenario'}
                </th>
                <th scope="col">
                  {isBaseline ? '95 % interval' : 'Difference'}
                  {!isBaseline && unit === 'share' && ', points'}
                </th>
              </tr>
            </thead>
            <tbody>
              {targets.map((target, at) => {
                const { handoff, tier, records } = target;
                const before = targets[at - 1];
                const first = before?.handoff.key !== handoff.key;
                const { base, now, difference } = target[measure];
                return (
                  <tr key={`${handoff.key} ${tier ?? ''}`} data-first={first}>
                    <th scope="row" className={first ? undefined : css.again}>
                      <HandoffBadge handoff={handoff} />
                    </th>
                    <td>
                      {tier === null ? (
                        <span className="t-3">no tier</span>
                      ) : (
                        <TierChip
                          name={policy.tiers[rankOf(tier)]?.name ?? tier}
                          rank={Math.max(0, rankOf(tier))}
                          of={policy.tiers.length}
                        />
                      )}
                    </td>
                    <td className="r t-2">{meanSaid(records.now, 'count')}</td>
                    {!isBaseline && <td className="r t-2">{meanSaid(base, unit)}</td>}
                    <td className="r">
                      <b>{meanSaid(now, unit)}</b>
                    </td>
                    <td>
                      {isBaseline ? (
                        <span className="t-3">
                          {now && halfSaid(now, unit)}
                          {unit === 'share' && ' points'}
                        </span>
                      ) : (
                        <Difference of={difference} unit={unit} better={better} most={most} />
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
