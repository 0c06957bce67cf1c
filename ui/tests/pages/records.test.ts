import { describe, expect, it } from 'vitest';
import { faults } from './faults';
import { openAt, page, troubles, write } from './stage';

/** From a file to records, and from the list to a record's ledger, as a person does it; axe looks at every state on the way. */

async function open(place: string, situation = '', theme = 'light') {
  await openAt(place, { situation, theme });
}

const selectedRow = () => page.locator('[role="grid"] [aria-selected="true"]').first().textContent();

describe('an import', () => {
  it('asks about an ambiguous date, runs dry, imports and can be undone', async () => {
    await open('/import');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await page.getByRole('heading', { name: 'leads-2026-10.csv' }).waitFor();
    expect(await faults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Map the columns' }).click();
    const dryRun = page
      .getByRole('contentinfo')
      .getByRole('button', { name: 'Dry run' })
      .or(page.locator('footer').getByRole('button', { name: 'Dry run' }));
    expect(await dryRun.first().isDisabled()).toBe(true);
    expect(await faults(page)).toEqual([]);
    await page.locator('label', { hasText: 'Day first' }).click();
    await dryRun.first().click();

    await page.getByText('This will create 1 new handoff point').waitFor();
    await page.getByText('This is not a date.').waitFor();
    expect(await faults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Import 6,334 records' }).click();
    await page.getByRole('button', { name: 'Undo this import' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByRole('heading', { name: 'Undone' }).waitFor();
    expect(troubles).toEqual([]);
  });

  it('can be cancelled, and then stands where it was begun', async () => {
    await open('/import');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await page.getByRole('button', { name: 'Map the columns' }).click();
    await page.locator('label', { hasText: 'Day first' }).click();
    await page.locator('footer').getByRole('button', { name: 'Dry run' }).click();
    await page.getByRole('main').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'How it reads' }).waitFor();
  });

  it('of events reads as sentences that can be edited', async () => {
    await open('/import', 'long');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await page.getByRole('button', { name: 'Map the columns' }).click();
    const accepted = page.getByRole('button', { name: 'Accepted = first event where incident_state is Active' });
    await accepted.click();
    await page.getByRole('button', { name: 'Remove Active' }).click();
    await page.getByRole('button', { name: 'Accepted = first event where incident_state is filled' }).waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('says whose mapping is remembered, what has changed since, and does without it when told', async () => {
    await open('/import', 'remembered');
    await page.getByRole('button', { name: 'Choose files' }).click();
    const note = page.getByRole('region', { name: 'Remembered mapping' });
    await note.getByText('Mapping remembered from leads-2026-09.csv of 2 Oct 2026.').waitFor();
    await note.getByText('New since then: Company (attribute), Fax (left out)').waitFor();
    await note.getByText('Gone since then: Region').waitFor();
    await note.getByText('Not filled any more: Segment.').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Map the columns' }).click();
    expect(await page.locator('label', { hasText: 'Day first' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Suggest anew instead' }).click();
    await page.locator('label', { hasText: 'Day first' }).waitFor();
    await page.getByRole('button', { name: 'Use the remembered mapping' }).click();
    await page.getByText('Mapping remembered from').waitFor();
    expect(await page.locator('label', { hasText: 'Day first' }).count()).toBe(0);
    expect(troubles).toEqual([]);
  });

  it('suggests for what a row is said to be, and keeps what was said before', async () => {
    await open('/import');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await page.getByRole('button', { name: 'Map the columns' }).click();
    await page.getByLabel('Remembered as').fill('Leads of the shop');
    await page.getByText('an event', { exact: true }).click();
    await page.getByRole('button', { name: 'Assigned = first event where Lead Owner is filled' }).waitFor();
    expect(await page.getByLabel('Remembered as').inputValue()).toBe('Leads of the shop');
    await page.getByText('a handoff', { exact: true }).click();
    await page.getByRole('button', { name: 'First touch = First Call' }).waitFor();
    expect(troubles).toEqual([]);
  });

  it('reads a file in another way than it was found, and shows it anew', async () => {
    await open('/import');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await page.getByRole('button', { name: 'Read it differently' }).click();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: /Encoding/ }).click();
    await page.getByRole('option', { name: /windows-1250/ }).click();
    await page.getByText('windows-1250, as the mapping says').waitFor();
    await page.getByLabel('Line of the header').fill('0');
    await page.getByText('a whole number from 1').waitFor();
    expect(troubles).toEqual([]);
  });

  it('says what decided how dates are read, and lets a person know better', async () => {
    await open('/import');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await page.getByRole('button', { name: 'Map the columns' }).click();
    await page.getByText('Created Date is read day first: "29/10/2026 14:02" in line 6 has no month 29').waitFor();
    await page.getByLabel('Order of the dates in Created Date').selectOption('MDY');
    await page.getByText('Created Date is read month first: set by the person who imported').waitFor();
    expect(troubles).toEqual([]);
  });

  it('is refused in words where the workspace is open for reading only', async () => {
    await open('/import', 'readonly');
    await page.getByText('can be read here but not imported into').waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

describe('the list', () => {
  it('of a million records keeps few elements and reaches both ends', async () => {
    await open('/records', 'million');
    await page.getByRole('row', { name: /R-1 / }).first().waitFor();
    await page.getByRole('grid', { name: 'Records' }).focus();
    await page.keyboard.press('End');
    await expect.poll(selectedRow).toContain('R-1000000');
    expect(await page.locator('[role="row"]').count()).toBeLessThan(80);
    await page.keyboard.press('k');
    await expect.poll(selectedRow).toContain('R-999999');
    await page.keyboard.press('Home');
    await expect.poll(selectedRow).toContain('R-1H');
  });

  it('shows what a number stands for, and takes the filter away again', async () => {
    const drill = {
      metric: 'sla_accept',
      part: 'numerator',
      month: '2026-10',
      basis: 'cohort',
      handoff: 'H2',
      dimension: null,
      value: null,
    };
    await open(`/records?drill=${encodeURIComponent(JSON.stringify(drill))}`);
    await page.getByText('H2, breached, October', { exact: true }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Clear H2, breached, October' }).click();
    await expect.poll(() => page.getByText('H2, breached, October', { exact: true }).count()).toBe(0);
  });

  it('is filtered by keyboard', async () => {
    await open('/records');
    await page.getByRole('button', { name: 'Filter by handoff' }).waitFor();
    await page.keyboard.press('/');
    await write('webinar');
    await expect.poll(() => page.url()).toContain('text=webinar');
    expect(await page.getByLabel('Find by record id').inputValue()).toBe('webinar');
    await page.getByRole('button', { name: 'Clear all' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Filter by handoff' }).press('Enter');
    await page.getByRole('option').first().press('Enter');
    expect(await faults(page)).toEqual([]);
  });

  it.each(['empty', 'error'])('has words for itself when %s', async (situation) => {
    await open('/records', situation);
    await expect.poll(() => page.getByRole('main').textContent()).toMatch(/no records yet|cannot be read/);
    expect(await faults(page)).toEqual([]);
  });
});

describe('a record', () => {
  it('opens from the list with Enter and goes on with J and K', async () => {
    await open('/records');
    await page.getByRole('grid', { name: 'Records' }).focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('2 of 2,079').waitFor();
    await page.keyboard.press('j');
    await page.getByText('3 of 2,079').waitFor();
    await page.keyboard.press('k');
    await page.getByText('2 of 2,079').waitFor();
    expect(troubles).toEqual([]);
  });

  it.each(['light', 'dark', 'contrast'])('has a ledger that adds up, line by line, in %s', async (theme) => {
    await open('/records/kestrel', '', theme);
    await page.getByRole('img', { name: 'It adds up to the figure' }).waitFor();
    await page.locator('#ledger-8').click();
    await page.getByRole('heading', { name: /Paused 45/ }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.getByText('Line 8 of 12 of the ledger').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('tab', { name: /Complete/ }).click();
    await page.getByText('No target').first().waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

describe('batches', () => {
  it('say what undoing one takes away before it is undone', async () => {
    await open('/batches');
    await page.getByRole('button', { name: 'Undo this import…' }).click();
    await page.getByText('6,120 records that came with this import will go').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo the import' }).click();
    await page.getByText('Importing the file again brings it back').waitFor();
  });
});
