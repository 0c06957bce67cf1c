/** A small seeded generator, so that every look at a screen sees the same figures. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Skewed to the right around 1, as waiting times are. */
export function waiting(next: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return Math.exp(0.7 * normal);
}

export function pick<T>(next: () => number, from: readonly [T, number][]): T {
  const total = from.reduce((sum, [, weight]) => sum + weight, 0);
  let at = next() * total;
  for (const [value, weight] of from) {
    at -= weight;
    if (at < 0) return value;
  }
  const [first] = from;
  if (first === undefined) throw new Error('nothing to pick from');
  return first[0];
}

/** The same for the same question, as a count would be. */
export function invented(seed: string, below: number): number {
  let hash = 7;
  for (const letter of seed) hash = (hash * 31 + letter.charCodeAt(0)) % 9_973;
  return hash % below;
}
