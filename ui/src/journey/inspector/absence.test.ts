import { expect, it } from 'vitest';
import type { Absence } from '../../bridge';
import { readAbsence } from './absence';

it.each<[string, Absence | undefined]>([
  ['2026-12-21 to 2027-01-06, holiday', { from: '2026-12-21', until: '2027-01-06', reason: 'holiday' }],
  ['2026-12-21 – 2026-12-24', { from: '2026-12-21', until: '2026-12-24', reason: '' }],
  ['2026-12-24', { from: '2026-12-24', until: '2026-12-24', reason: '' }],
  ['21.12.2026 until 24.12.2026, moving, far', { from: '2026-12-21', until: '2026-12-24', reason: 'moving, far' }],
  ['2027-01-06 to 2026-12-21', undefined],
  ['next week', undefined],
  ['2026-02-30', undefined],
])('an absence as it is typed: %s', (text, absence) => expect(readAbsence(text)).toEqual(absence));
