/** A tier is always its chip: one to three bars, then its name. `rank` 0 is the highest of `of` tiers. */
export function TierChip({ name, rank, of = 3 }: { name: string; rank: number; of?: number }) {
  const lit = of <= 1 ? 3 : Math.max(1, Math.round(3 - (2 * rank) / (of - 1)));
  return (
    <span className={`tier tier--${lit}`}>
      <span className="tier__bars" aria-hidden>
        <i />
        <i />
        <i />
      </span>
      {name}
    </span>
  );
}
