import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { faults } from './faults';
import { openAt, page, write } from './stage';

/** The month's review by keyboard alone. */

beforeEach(async () => {
  await openAt('/review', { width: 1440, height: 900 });
});

const selected = () => page.locator('td[aria-selected="true"]').getAttribute('aria-label');
const name = (text: string) => expect.stringContaining(text);

describe('the month by keyboard', () => {
  it('begins at the first signal, and N goes on to the next', async () => {
    expect(await selected()).toEqual(name('signal, worse'));
    const first = await selected();
    await page.keyboard.press('n');
    await expect.poll(selected).not.toEqual(first);
    expect(await selected()).toEqual(name('signal'));
  });

  it('moves by J, K, H and L, and by arrows from the table', async () => {
    await page.locator('td[aria-selected="true"]').focus();
    const first = await selected();
    await page.keyboard.press('j');
    await expect.poll(selected).not.toEqual(first);
    await page.keyboard.press('ArrowUp');
    await expect.poll(selected).toEqual(first);
    await page.keyboard.press('ArrowRight');
    await expect.poll(selected).not.toEqual(first);
    await page.keyboard.press('h');
    await expect.poll(selected).toEqual(first);
  });

  it('opens the records behind the figure with Enter', async () => {
    await page.locator('td[aria-selected="true"]').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('#/records?drill=');
  });

  it('filters handoffs after /, and Escape gives all back', async () => {
    await page.keyboard.press('/');
    await write('imp');
    await expect.poll(() => page.locator('[role=grid] tbody tr th').count()).toBe(2);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('[role=grid] tbody tr th').count()).toBe(6);
  });

  it('changes month with [ and keeps it in the address', async () => {
    await page.keyboard.press('[');
    await page.getByRole('heading', { name: 'September 2026' }).waitFor();
    expect(page.url()).toContain('month=2026-09');
    await page.reload();
    await page.getByRole('heading', { name: 'September 2026' }).waitFor();
  });

  it('runs any command from the palette', async () => {
    await page.keyboard.press('Control+k');
    await write('theme dark');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
  });

  it('does not take letters while somebody types', async () => {
    await page.keyboard.press('/');
    const before = await selected();
    await write('n');
    expect(await selected()).toEqual(before);
  });
});

describe('a figure and its chart', () => {
  it('changes the chart and the side pane with the selection', async () => {
    const title = page.locator('#chart-title');
    const before = await title.textContent();
    await page.getByRole('gridcell', { name: /^H4, Accepted/ }).click();
    await expect.poll(() => title.textContent()).not.toEqual(before);
    await page.getByRole('complementary').getByRole('heading', { name: 'Accepted' }).waitFor();
  });

  it('opens a month of the chart by its mark', async () => {
    await page
      .getByRole('button', { name: /Open its records/ })
      .first()
      .press('Enter');
    await expect.poll(() => page.url()).toContain('#/records?drill=');
  });

  it('has a mark for every change from month to month', async () => {
    await page.getByRole('button', { name: /^Change in October 2026: .* Open its records$/ }).press('Enter');
    await expect.poll(() => page.url()).toContain('#/records?drill=');
  });

  it('is copied as an image that other programs can paste', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'As an image' }).click();
    await page.getByText('The chart is copied as an image').waitFor();
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const image = await createImageBitmap((await item?.getType('image/png')) as Blob);
      return { width: image.width, height: image.height };
    });
    const shown = await page.locator('.chart__drawing svg').boundingBox();
    // With a margin around it and its title above, at two pixels to one.
    expect(copied.width).toBe(2 * Math.round((shown?.width ?? 0) + 48));
    expect(copied.height).toBeGreaterThan(2 * (shown?.height ?? 0));
  });

  it.each([
    ['As PNG', 'png'],
    ['As SVG', 'svg'],
  ])('is saved %s', async (act, kind) => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: act }).click();
    const saved = await saving;
    await page.getByText(`The chart is in /home/dana/Documents/${saved.suggestedFilename()}`).waitFor();
    expect(saved.suggestedFilename()).toMatch(new RegExp(`\\.${kind}$`));
    const bytes = readFileSync(await saved.path());
    expect(bytes.subarray(0, 4).toString('latin1')).toBe(kind === 'png' ? '\x89PNG' : '<svg');
  });

  it('says how a figure is computed beside it', async () => {
    await page.getByRole('button', { name: 'How is this computed?' }).click();
    await page
      .getByRole('dialog')
      .getByText(/From the start/)
      .waitFor();
  });

  it('splits the figure by another dimension', async () => {
    await page.keyboard.press('s');
    await page.getByRole('tab', { name: 'Owner' }).click();
    await page.getByRole('link', { name: 'Jonas Berg' }).waitFor();
    expect(page.url()).toContain('by=owner');
  });
});

describe('the lists of the month', () => {
  const list = (name: string) => page.getByRole('region', { name });

  it('open the records that were turned down for a reason', async () => {
    const row = list('Turned down').getByRole('row', { name: /^Timing/ });
    await row.getByRole('link').first().click();
    await expect.poll(() => decodeURIComponent(page.url())).toContain('"dimension":"reason","value":"Timing"');
  });

  it('speak of the selected handoff beside all', async () => {
    await list('Packet of H3').getByRole('row', { name: /^Pain/ }).waitFor();
    await list('Turned down')
      .getByRole('columnheader', { name: /^H3, n \d+$/ })
      .waitFor();
    await page.getByRole('gridcell', { name: /^H1, Accepted/ }).click();
    await list('Packet of H1').waitFor();
    await list('Turned down')
      .getByRole('columnheader', { name: /^H1, n \d+$/ })
      .waitFor();
  });

  it('lead from what is open longest to the record', async () => {
    const oldest = list('Open longest').getByRole('link');
    expect(await oldest.count()).toBe(10);
    await oldest.first().click();
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  });
});
