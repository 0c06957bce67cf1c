import { expect, it } from 'vitest';
import { faults } from './faults';
import { openAt, page, troubles } from './stage';

/** Screens that wait for a million records: what is done, how far it is, and the way to call it off. */

const READING = /^Reading [\d,]+ of 1,000,000 records$/;
const far = () => page.getByRole('progressbar', { name: 'The records' });

const SCREENS: [name: string, place: string, then: string][] = [
  ['the review', '/review', 'October 2026'],
  ['the quarter', '/review?item=quarterly', 'Criteria update after Q3 2026'],
  ['the sign-off', '/review?item=close', 'October 2026'],
  ['maturity', '/maturity', 'Maturity'],
  ['the records', '/records', 'Records'],
  ['a record', '/records/H3-2026-10-3', 'Kestrel Freight'],
];

/** Opened where no records are asked for: a page that is opened is waited for until nothing on it is busy. */
async function openReading(place: string, situation = 'million'): Promise<void> {
  await openAt('/settings', { situation });
  await page.evaluate((to) => {
    location.hash = to;
  }, place);
}

it.each(SCREENS)(
  '%s says how far the records are read, once, and then shows what was asked',
  async (_, place, then) => {
    await openReading(place);
    await page.getByText(READING).waitFor();
    expect(await far().count()).toBe(1);
    const first = Number(await far().getAttribute('aria-valuenow'));
    await expect.poll(async () => Number(await far().getAttribute('aria-valuenow'))).toBeGreaterThan(first);
    expect(await faults(page)).toEqual([]);
    await far().waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: then }).first().waitFor();
    expect(troubles).toEqual([]);
  },
);

it.each(SCREENS)(
  '%s can be called off by keyboard, says so, and reads anew when asked again',
  async (_, place, then) => {
    await openReading(place, 'million-slow');
    await page.getByText(READING).waitFor();
    const cancel = page.getByRole('button', { name: 'Cancel' });
    await cancel.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Called off' }).first().waitFor();
    expect(await far().count()).toBe(0);
    expect(await faults(page)).toEqual([]);
    const again = page.getByRole('button', { name: 'Try again' }).first();
    await expect.poll(() => again.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText(READING).waitFor();
    await far().waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: then }).first().waitFor();
    expect(await page.getByRole('heading', { name: 'Called off' }).count()).toBe(0);
    expect(troubles).toEqual([]);
  },
);

it('says nothing where the answer comes within a moment', async () => {
  await openAt('/review');
  await page.getByRole('heading', { name: 'October 2026' }).waitFor();
  expect(await far().count()).toBe(0);
});
