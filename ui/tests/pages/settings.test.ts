import { describe, expect, it } from 'vitest';
import { faults } from './faults';
import { openAt, page } from './stage';

/** The policy's calendars, handoff points and fields, edited by keyboard, undone and saved. */

async function open(place: string, situation = '', theme = 'light') {
  await openAt(place, { situation, theme });
}
const saved = () => page.getByRole('button', { name: /Save as a version/ }).count();

describe('a calendar', () => {
  it('is walked day by day, and a day is closed by keyboard alone', async () => {
    await open('/settings');
    await page.locator('[data-date="2026-12-23"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: 'Thu 24 Dec 2026' }).waitFor();
    await page.keyboard.press('PageUp');
    await page.getByRole('heading', { name: 'Tue 24 Nov 2026' }).waitFor();
    await page.getByRole('radio', { name: 'Closed' }).press('Space');
    await page.getByText('1 edit not saved yet').waitFor();
    await page.getByRole('button', { name: /Tue 24 Nov 2026, holiday, closed/ }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Control+z');
    await page.getByText('Nothing to save').waitFor();
  });

  it('refuses hours that overlap, at the field', async () => {
    await open('/settings');
    const friday = page.getByRole('textbox', { name: 'Friday, opening hours' });
    await friday.fill('9-12, 11-15');
    await friday.press('Enter');
    await page.getByText('09:00–12:00 and 11:00–15:00 overlap.').waitFor();
    expect(await saved()).toBe(0);
    await friday.fill('8-12, 13-15');
    await friday.press('Enter');
    await page.getByText('Mon–Thu 08:30–17:30, Fri 08:00–12:00, 13:00–15:00').waitFor();
  });

  it('takes the holidays that were ticked, and is saved with a reason', async () => {
    await open('/settings');
    await page.getByRole('button', { name: /Country/ }).click();
    await page.getByRole('option', { name: 'Austria' }).click();
    await page.getByText('Assumption').click();
    await page.getByRole('button', { name: 'Close on 4 ticked days' }).click();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Reason' }).fill('Austrian holidays of 2026');
    await page.getByRole('button', { name: /Save as a version/ }).click();
    await page.getByText('Saved as a new version of the policy').waitFor();
    await expect.poll(saved).toBe(0);
  });
});

describe('a handoff point', () => {
  it('never takes a bare number of days', async () => {
    await open('/settings/handoffs/H2');
    const within = page.getByRole('textbox', { name: /Within/ });
    await within.fill('2 days');
    await page.getByText('A day can mean 24 hours or a working day.').waitFor();
    expect(await faults(page)).toEqual([]);
    expect(await saved()).toBe(0);
    await within.fill('3 h 30 m');
    const said = async () =>
      (await page.locator('[data-cell="accept-high"]').getAttribute('title'))?.replace(/\s/g, ' ');
    await expect.poll(said).toBe('3 h 30 m business time');
  });

  it('has targets that are reached with the arrow keys', async () => {
    await open('/settings/handoffs/H2');
    await page.locator('[data-cell="accept-high"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.getByText('First touch, medium tier').waitFor();
    await page.getByRole('button', { name: 'Give it its own target' }).click();
    await page.locator('label', { hasText: 'Business days by' }).click();
    await page.getByRole('heading', { name: 'business day + 1 by 17:00' }).waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

describe.each(['light', 'dark', 'contrast'])('in %s', (theme) => {
  it.each(['handoffs/H2', 'fields', 'appearance', 'calendars/always'])('%s has no fault', async (place) => {
    await open(`/settings/${place}`, '', theme);
    expect(await faults(page)).toEqual([]);
  });
});

it('a workspace open for reading only shows everything and keeps nothing', async () => {
  await open('/settings', 'readonly');
  await page.getByText('what you try here cannot be saved').waitFor();
  expect(await page.getByRole('textbox', { name: 'Monday, opening hours' }).getAttribute('readonly')).not.toBeNull();
  expect(await faults(page)).toEqual([]);
});
