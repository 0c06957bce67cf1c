import { describe, expect, it } from 'vitest';
import { faults } from './faults';
import { openAt, page, troubles, write } from './stage';

/** Every screen in every theme has no fault that axe can find (WCAG 2.2 A and AA), and throws nothing. */

const THEMES = ['light', 'dark', 'contrast'] as const;
const SCREENS: [name: string, place: string, situation?: string][] = [
  ['start', '/start'],
  ['start, the first time', '/start?making=true', 'none'],
  ['backups', '/start?show=backups'],
  ['review', '/review'],
  ['review of one figure', '/review?handoff=H7&metric=conversion&by=owner'],
  ['review without records', '/review', 'empty'],
  ['review that cannot be read', '/review', 'error'],
  ['review, reading only', '/review', 'readonly'],
  ['maturity', '/maturity'],
  ['records', '/records'],
  ['a record', '/records/H3-2026-10-3'],
  ['a record’s ledger', '/records/kestrel'],
  ['import', '/import'],
  ['batches', '/batches'],
  ['a calendar', '/settings'],
  ['a handoff point', '/settings/handoffs/H3'],
  ['the field catalogue', '/settings/fields'],
  ['appearance', '/settings/appearance'],
  ['about Baton', '/settings/about'],
];

describe.each(THEMES)('%s', (theme) => {
  it.each(SCREENS)('%s', async (_, place, situation = '') => {
    await openAt(place, { theme, situation });
    await page.getByRole('main').waitFor();
    expect(await faults(page)).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('palette and key sheet', async () => {
    await openAt('/review', { theme });
    await page.keyboard.press('Control+k');
    await write('sdr');
    await page.getByRole('option').first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(await faults(page)).toEqual([]);
  });
});
