// Keys of things of a policy that are made anew.

/** `H1`, `H2` …: the first number above every one in use, so that a removed key never comes back as another thing. */
export function freeKey(prefix: string, taken: readonly { key: string }[]): string {
  const numbers = taken.map(({ key }) => Number(key.slice(prefix.length))).filter((number) => Number.isInteger(number));
  return `${prefix}${Math.max(0, ...numbers) + 1}`;
}

/** A key from a name: `SDR Vienna` → `sdr-vienna`, numbered where taken; `otherwise` where the name has no letter to use. */
export function keyFromName(name: string, taken: readonly { key: string }[], otherwise = 'calendar'): string {
  const plain = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const base = plain || otherwise;
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (!taken.some((entry) => entry.key === key)) return key;
  }
}
