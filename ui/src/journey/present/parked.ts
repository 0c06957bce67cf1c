// Questions that a workshop puts off. They stand in the notes of their handoff point, a line each, so that they stay with the policy.

const MARK = 'Parked: ';

/** The questions among a handoff point's notes, in the order in which they came up. */
export function parkedIn(notes: string): string[] {
  return notes.split('\n').flatMap((line) => (line.startsWith(MARK) ? [line.slice(MARK.length)] : []));
}

/** The notes with one more question. */
export function withParked(notes: string, question: string): string {
  const line = `${MARK}${question.trim().replace(/\s+/g, ' ')}`;
  return notes.trim() === '' ? line : `${notes.trimEnd()}\n${line}`;
}

/** The notes without a question that is answered. */
export function withoutParked(notes: string, question: string): string {
  const lines = notes.split('\n');
  const at = lines.indexOf(`${MARK}${question}`);
  return at < 0 ? notes : lines.toSpliced(at, 1).join('\n');
}

/** What else stands in the notes. */
export function withoutQuestions(notes: string): string {
  return notes
    .split('\n')
    .filter((line) => !line.startsWith(MARK))
    .join('\n');
}

/** Other notes beside the same questions, which stand after them. */
export function withOtherNotes(notes: string, others: string): string {
  return parkedIn(notes).reduce(withParked, withoutQuestions(others));
}

/** Every question, under the handoff point that it is about, as text to take along. */
export function parkedList(handoffs: readonly { key: string; name: string; notes: string }[]): string {
  return handoffs
    .flatMap(({ key, name, notes }) => {
      const questions = parkedIn(notes);
      return questions.length === 0 ? [] : [[`${key} ${name}`, ...questions.map((one) => `- ${one}`)].join('\n')];
    })
    .join('\n\n');
}
