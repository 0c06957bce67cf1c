// What a council goes through, in the order in which it does.

export const AGENDA = [
  { id: 'signals', label: 'Signals', title: 'Signals, and what to leave alone' },
  { id: 'changed', label: 'Changed', title: 'What changed, and what came of it' },
  { id: 'kpis', label: 'Handoffs', title: 'Handoff by handoff' },
  { id: 'time', label: 'Time lost', title: 'Where the time went' },
  { id: 'losses', label: 'Left behind', title: 'Dropped, turned down, untouched' },
  { id: 'recycled', label: 'Coming back', title: 'Who comes back, and when' },
  { id: 'hidden', label: 'Behind averages', title: 'What hides behind an average' },
  { id: 'failures', label: 'Failures', title: 'Failures to discuss' },
  { id: 'decisions', label: 'Decisions', title: 'Decisions and actions' },
  { id: 'close', label: 'Notes & sign-off', title: 'Notes, attendance, sign-off' },
] as const;

export type AgendaId = (typeof AGENDA)[number]['id'];

/** Pages that come round by themselves, beside the agenda of a month. */
export const ROUNDS = ['weekly', 'quarterly'] as const;
export type PageId = AgendaId | (typeof ROUNDS)[number];

export const isPageId = (id: unknown): id is PageId =>
  AGENDA.some((item) => item.id === id) || ROUNDS.some((round) => round === id);

/** The item so many places on; the ends stay where they are. What is beside the agenda leads to its begin. */
export function stepped(from: PageId, by: number): AgendaId {
  const at = AGENDA.findIndex(({ id }) => id === from);
  const to = at < 0 ? 0 : at + by;
  return (AGENDA[Math.min(AGENDA.length - 1, Math.max(0, to))] ?? AGENDA[0]).id;
}
