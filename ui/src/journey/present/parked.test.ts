import { expect, it } from 'vitest';
import { parkedIn, parkedList, withOtherNotes, withoutParked, withoutQuestions, withParked } from './parked';

it('a question joins the notes and leaves what stood there', () => {
  const notes = withParked('Agreed with sales.\n', '  who owns   the weekend? ');
  expect(notes).toBe('Agreed with sales.\nParked: who owns the weekend?');
  expect(parkedIn(withParked(notes, 'and in August?'))).toEqual(['who owns the weekend?', 'and in August?']);
});

it('notes without a question hold none', () => {
  expect(parkedIn('')).toEqual([]);
  expect(parkedIn('We parked it. Parked: is not a line of its own')).toEqual([]);
});

it('an answered question goes, the same one asked twice only once', () => {
  const notes = withParked(withParked('', 'who?'), 'who?');
  expect(withoutParked(notes, 'who?')).toBe('Parked: who?');
  expect(withoutParked('Plain notes', 'who?')).toBe('Plain notes');
});

it('other notes are written without touching the questions', () => {
  const notes = withParked(withParked('Agreed with sales.', 'who?'), 'when?');
  expect(withoutQuestions(notes)).toBe('Agreed with sales.');
  const rewritten = withOtherNotes(notes, 'Agreed with sales\nand with support.');
  expect(withoutQuestions(rewritten)).toBe('Agreed with sales\nand with support.');
  expect(parkedIn(rewritten)).toEqual(['who?', 'when?']);
  expect(withOtherNotes('', '')).toBe('');
});

it('the list names the handoff of each question, and no other', () => {
  const handoffs = [
    { key: 'H1', name: 'Lead qualified', notes: withParked('', 'who?') },
    { key: 'H2', name: 'Routing', notes: 'none' },
  ];
  expect(parkedList(handoffs)).toBe('H1 Lead qualified\n- who?');
});
