import { mkdirSync } from 'node:fs';
import { openBrowser, openPage, servePages } from './browser.mjs';

/** Takes a picture of every screen: `node tests/pictures.mjs [name part]`; they land in ui/pictures. */

/** The last is what 200 % leaves of 1280 × 720. */
const SIZES = [
  [1280, 720],
  [1440, 900],
  [1920, 1080],
  [640, 360],
];
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
async function chosen(page) {
  await press(page, 'Choose files');
  await page.getByRole('button', { name: 'Map the columns' }).waitFor();
}
async function mapped(page) {
  await chosen(page);
  await press(page, 'Map the columns');
  await page.locator('footer').getByRole('button', { name: 'Dry run' }).waitFor();
}
async function tried(page) {
  await mapped(page);
  await page.locator('label', { hasText: 'Day first' }).click();
  await page.locator('footer').getByRole('button', { name: 'Dry run' }).click();
  await page.getByRole('button', { name: /^Import .* records$/ }).waitFor();
}
async function imported(page) {
  await tried(page);
  await page.getByRole('button', { name: /^Import .* records$/ }).click();
  await page.getByRole('button', { name: 'Undo this import' }).waitFor();
}

const SCREENS = {
  review: { place: '/review' },
  'review-h7': { place: '/review?handoff=H7&metric=conversion&by=owner' },
  'review-pane': { place: '/review', act: (page) => page.keyboard.press('i') },
  'review-how': { place: '/review', act: (page) => page.getByText('How is this computed?').click() },
  'review-table': { place: '/review', act: (page) => page.getByRole('button', { name: 'Table', exact: true }).click() },
  'review-copy': {
    place: '/review',
    act: (page) => page.getByRole('button', { name: 'Copy', exact: true }).click(),
  },
  palette: { place: '/review', act: (page) => page.keyboard.press('Control+k').then(() => page.keyboard.type('sdr')) },
  keys: { place: '/review', act: (page) => page.keyboard.press('Shift+?') },
  months: { place: '/review', act: (page) => page.getByRole('button', { name: /Oct 2026/ }).click() },
  start: { place: '/start' },
  'start-new': { place: '/start?making=true', situation: 'none' },
  'start-first': { place: '/start', situation: 'none' },
  'start-backups': { place: '/start?show=backups' },
  'review-empty': { place: '/review', situation: 'empty' },
  'review-error': { place: '/review', situation: 'error' },
  'review-readonly': { place: '/review', situation: 'readonly' },
  records: { place: '/records' },
  'records-empty': { place: '/records', situation: 'empty' },
  'records-error': { place: '/records', situation: 'error' },
  'records-filter': {
    place: '/records',
    act: (page) => page.getByRole('button', { name: 'Filter by handoff' }).press('Enter'),
  },
  record: { place: '/records/H3-2026-10-3' },
  kestrel: { place: '/records/kestrel' },
  import: { place: '/import' },
  'import-file': { place: '/import', act: chosen },
  'import-map': { place: '/import', act: mapped },
  'import-check': { place: '/import', act: tried },
  'import-done': { place: '/import', act: imported },
  'import-long': { place: '/import', situation: 'long', act: mapped },
  batches: { place: '/batches' },
  calendar: { place: '/settings' },
  'calendar-day': { place: '/settings', act: (page) => page.locator('[data-date="2026-12-24"]').click() },
  handoff: { place: '/settings/handoffs/H3' },
  'handoff-target': { place: '/settings/handoffs/H3', act: (page) => page.getByRole('gridcell').first().click() },
  fields: { place: '/settings/fields' },
  appearance: { place: '/settings/appearance' },
};
const [, , only = '', sizes = '', themes = 'light,dark,contrast'] = process.argv;

mkdirSync('pictures', { recursive: true });
const pages = await servePages();
const browser = await openBrowser();
for (const [name, screen] of Object.entries(SCREENS)) {
  if (only !== '' && !name.match(new RegExp(`^(${only})$`))) continue;
  for (const theme of themes.split(',')) {
    for (const [width, height] of SIZES) {
      if (sizes !== '' && !sizes.includes(String(width))) continue;
      const { page, troubles } = await openPage(browser, pages.address, { ...screen, theme, width, height });
      if (screen.act) {
        await screen.act(page);
        await page.waitForTimeout(250);
      }
      await page.screenshot({ path: `pictures/${name}-${theme}-${width}.png` });
      if (troubles.length > 0) console.log(name, theme, width, troubles);
      await page.close();
    }
  }
}
await browser.close();
pages.close();
