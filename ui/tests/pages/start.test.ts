import { describe, expect, it } from 'vitest';
import { faults } from './faults';
import { openAt, page, troubles, write } from './stage';

/** How Baton begins: the first time, with workspaces opened before, with backups, and with a file that is refused. */

async function open(place: string, situation = '', theme = 'light') {
  await openAt(place, { situation, theme });
}

describe('the first time', () => {
  it('offers the sample first, and brings an export into a new workspace', async () => {
    await open('/start', 'none');
    await page.getByRole('button', { name: 'Open the sample' }).waitFor();
    expect(await page.getByRole('tab').count()).toBe(0);
    expect(await faults(page)).toEqual([]);

    await page.keyboard.press('Control+i');
    await page.getByText('leads-2026-10.csv will be looked at for it next').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('textbox', { name: /Company/ }).fill('Kestrel Freight');
    await page.getByRole('button', { name: 'Choose where to keep it' }).click();
    await page.getByRole('heading', { name: 'leads-2026-10.csv' }).waitFor();
    expect(page.url()).toContain('#/import');
    expect(troubles).toEqual([]);
  });

  it('forgets the export where no workspace is made for it', async () => {
    await open('/start', 'none');
    await page.keyboard.press('Control+i');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: /New workspace/ }).click();
    await page.getByRole('textbox', { name: /Company/ }).waitFor();
    expect(await page.getByText('will be looked at').count()).toBe(0);
  });
});

describe('what is due', () => {
  it('stands first where a workspace is open, and leads to its review', async () => {
    await open('/start');
    const due = page.getByRole('region', { name: /^Due at Meridian Controls/ });
    await due.getByText('Due 2 Nov 2026, 3 days ago.').waitFor();
    expect(await faults(page)).toEqual([]);
    await due.getByRole('button', { name: 'Save the dates for a calendar' }).click();
    await page.getByText('The dates are in /home/dana/Documents/Meridian Controls.ics').waitFor();
    await due.getByRole('button', { name: 'Review of October 2026' }).click();
    await page.getByRole('heading', { name: 'October 2026', level: 1 }).waitFor();
  });

  it('is not there where none is', async () => {
    await open('/start', 'none');
    expect(await page.getByText(/^Due at/).count()).toBe(0);
  });
});

describe('what was opened before', () => {
  it('says what each held, which file is gone, and forgets one', async () => {
    await open('/start');
    await page.getByText('8,214 records, data as of').waitFor();
    await page.getByText('no longer at this place').waitFor();
    await page.getByRole('button', { name: 'Forget Ardent Labs' }).click();
    await expect.poll(() => page.getByText('Ardent Labs').count()).toBe(0);
  });
});

describe('a refused file', () => {
  it.each(['light', 'dark', 'contrast'])('is refused in a sentence that stays, in %s', async (theme) => {
    await open('/start', 'error', theme);
    await page.getByRole('button', { name: /^Meridian Controls/ }).click();
    const refused = page.getByRole('alert');
    await refused.getByText('Nothing was written to it').waitFor();
    expect(await faults(page)).toEqual([]);
    await refused.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => refused.count()).toBe(0);
  });
});

describe('backups', () => {
  it('are listed by file with their counts, and one is restored as a new file', async () => {
    await open('/start');
    await page.getByRole('tab', { name: 'Backups' }).click();
    const shelf = page.getByRole('region', { name: 'Backups of Kestrel Freight' });
    expect(await shelf.getByRole('listitem').count()).toBe(2);
    await shelf.getByText('20,412 records').waitFor();
    expect(await faults(page)).toEqual([]);
    await shelf
      .getByRole('button', { name: /^Restore Kestrel Freight of/ })
      .first()
      .click();
    await page.getByText('Kestrel Freight is restored as a new file').waitFor();
    expect(page.url()).toContain('#/review');
    expect(troubles).toEqual([]);
  });

  it('are removed only after a second word', async () => {
    await open('/start?show=backups');
    const lines = page.getByRole('region', { name: 'Backups of Kestrel Freight' }).getByRole('listitem');
    await lines
      .first()
      .getByRole('button', { name: /^Remove the backup/ })
      .click();
    await page.getByText('Gone for good?').waitFor();
    await page.getByRole('button', { name: 'Keep' }).click();
    expect(await lines.count()).toBe(2);
    await lines
      .first()
      .getByRole('button', { name: /^Remove the backup/ })
      .click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect.poll(() => lines.count()).toBe(1);
  });

  it('gain one by hand from anywhere', async () => {
    await open('/review');
    await page.keyboard.press('Control+k');
    await write('back up the');
    await page.keyboard.press('Enter');
    await page.getByText('Meridian Controls is backed up as it is now').waitFor();
    await page.keyboard.press('Control+k');
    await write('backups');
    await page.keyboard.press('Enter');
    await page.getByText('backed up by hand').first().waitFor();
  });
});
