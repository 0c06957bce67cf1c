// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: one cell of the table is selected, which a plain table cannot say

import { useRef } from 'react';
import type { ClockKind, HandoffPoint, Target, Tier } from '../../bridge';
import { TierChip } from '../../components/TierChip';
import { CLOCKS, targetAt, targetShort, targetWords, tiersWithout } from '../../components/targets';
import sheet from '../settings.module.css';
import css from './handoffs.module.css';

export interface Cell {
  clock: ClockKind;
  /** Null = every tier without a target of its own. */
  tier: string | null;
}

/** What is read out begins with what is seen, so that people who speak to their computer can name the cell. */
function targetName(target: Target): string {
  const [words, short] = [targetWords(target), targetShort(target)];
  return words.startsWith(short) ? words : `${short}, ${words}`;
}

interface Props {
  point: HandoffPoint;
  tiers: Tier[];
  cell: Cell;
  onCell: (cell: Cell) => void;
}

/** Promises by tier and clock. A cell says its kind; what a tier takes over from the last row is said quietly. */
export function TargetTable({ point, tiers, cell, onCell }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const rows: (string | null)[] = [...tiers.map((tier) => tier.key), null];
  const forgotten = CLOCKS.flatMap(({ key, label }) =>
    tiersWithout(point, key, tiers).map((tier) => `${tier} has no target for ${label.toLowerCase()}`),
  );
  const move = (down: number, right: number) => {
    const row = Math.max(0, Math.min(rows.length - 1, rows.indexOf(cell.tier) + down));
    const column = Math.max(0, Math.min(CLOCKS.length - 1, CLOCKS.findIndex(({ key }) => key === cell.clock) + right));
    const clock = CLOCKS[column]?.key ?? 'accept';
    onCell({ clock, tier: rows[row] ?? null });
    requestAnimationFrame(() =>
      table.current?.querySelector<HTMLElement>(`[data-cell="${clock}-${rows[row] ?? ''}"]`)?.focus(),
    );
  };
  const keys = (event: React.KeyboardEvent) => {
    const steps: Record<string, [number, number]> = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      move(...step);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      requestAnimationFrame(() =>
        document.getElementById('target-editor')?.querySelector<HTMLElement>('button, input')?.focus(),
      );
    }
  };
  return (
    <section aria-labelledby="targets">
      <div className={sheet.sectionHead}>
        <h2 className="t-panel" id="targets">
          Targets
        </h2>
        <p className="t-2 t-small">By tier and clock. Every cell says whose time it means.</p>
      </div>
      <table
        ref={table}
        className={`tbl ${css.targets}`}
        role="grid"
        aria-label="SLA targets by tier and clock"
        onKeyDown={keys}
      >
        <colgroup>
          <col style={{ width: 128 }} />
          {CLOCKS.map(({ key }) => (
            <col key={key} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Tier</th>
            {CLOCKS.map(({ key, label, from }) => (
              <th key={key} scope="col" title={from}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((tier, rank) => (
            <tr key={tier ?? ''}>
              <th scope="row" className={css.tier}>
                {tier === null ? (
                  <span className="t-2">Every other</span>
                ) : (
                  <TierChip name={tiers[rank]?.name ?? tier} rank={rank} of={tiers.length} />
                )}
              </th>
              {CLOCKS.map(({ key }) => {
                const own = targetAt(point, key, tier);
                const taken = own ? undefined : tier === null ? undefined : targetAt(point, key, null);
                const selected = cell.clock === key && cell.tier === tier;
                const words = own
                  ? targetName(own.target)
                  : taken
                    ? `${targetName(taken.target)}, as every other tier`
                    : 'no target';
                return (
                  <td
                    key={key}
                    role="gridcell"
                    data-cell={`${key}-${tier ?? ''}`}
                    tabIndex={selected ? 0 : -1}
                    aria-selected={selected}
                    title={words}
                    className="num"
                    onFocus={() => onCell({ clock: key, tier })}
                  >
                    {own ? (
                      targetShort(own.target)
                    ) : taken ? (
                      <span className="t-3">{targetShort(taken.target)}</span>
                    ) : (
                      <span className="t-3">–</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {forgotten.length > 0 && <p className={`t-small t-2 ${css.forgotten}`}>{forgotten.join('. ')}.</p>}
    </section>
  );
}
