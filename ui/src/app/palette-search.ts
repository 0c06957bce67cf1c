/** What the palette finds: plain matching of the typed words against names, without surprise. */

export interface Found {
  score: number;
  /** Where the words stand in the text, for marking. */
  at: [number, number][];
}

/** Every typed word has to occur; the start of a word counts more than its middle, an earlier place more than a later one. */
export function match(query: string, text: string): Found | null {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { score: 0, at: [] };
  const inText = text.toLowerCase();
  let score = 0;
  const at: [number, number][] = [];
  for (const word of words) {
    const starts = new RegExp(`(^|[^\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'u').exec(inText);
    const index = starts === null ? inText.indexOf(word) : starts.index + (starts[1] ?? '').length;
    if (index === -1) return null;
    score += (starts === null ? 0 : 100) - Math.min(50, index);
    at.push([index, index + word.length]);
  }
  return { score, at: at.sort((a, b) => a[0] - b[0]) };
}

/** Text cut at the marked places: `[text, marked][]`. */
export function pieces(text: string, at: readonly [number, number][]): [string, boolean][] {
  const out: [string, boolean][] = [];
  let from = 0;
  for (const [start, end] of at) {
    if (start < from) continue;
    if (start > from) out.push([text.slice(from, start), false]);
    out.push([text.slice(start, end), true]);
    from = end;
  }
  if (from < text.length) out.push([text.slice(from), false]);
  return out;
}
