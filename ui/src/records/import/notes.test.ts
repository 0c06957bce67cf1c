import { describe, expect, it } from 'vitest';
import type { Question } from '../../bridge';
import { notesOf } from './Questions';

const question = (kind: Question['kind'], column: string, text: string): Question => ({
  kind,
  file: 'leads.csv',
  column,
  text,
});

describe('what a person should know before the dry run', () => {
  it('is said once where it is true of several columns', () => {
    const notes = notesOf(
      [
        question('no_zone', 'Created', '"Created" carries no zone'),
        question('date_only', 'Won', '"Won" has dates without a time'),
        question('no_zone', 'Accepted', '"Accepted" carries no zone'),
        question('no_zone', 'Touched', '"Touched" carries no zone'),
      ],
      'Europe/Vienna',
    );
    expect(notes).toEqual([
      'Won has dates without a time: good for months, not for durations.',
      'Created, Accepted and Touched carry no zone and are read in Europe/Vienna.',
    ]);
  });

  it('is a sentence, and leaves out what is asked already', () => {
    const notes = notesOf(
      [
        question('ambiguous_date', 'Created', '"05-06-2018" is 5 June or 6 May'),
        question('duplicate_header', 'City', 'the header "City" stands more than once'),
      ],
      'UTC',
    );
    expect(notes).toEqual(['The header "City" stands more than once.']);
  });
});
