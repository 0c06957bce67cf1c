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
const SCREENS = {
  review: { place: '/review' },
  'review-h7': { place: '/review?handoff=H7&metric=conversion&by=owner' },
  'review-pane': { place: '/review', act: (page) => page.keyboard.press('i') },
  'review-how': { place: '/review', act: (page) => page.getByText('How is this computed?').click() },
  'review-table': { place: '/review', act: (page) => page.getByRole('button', { name: 'Table', exact: true }).click() },
  palette: { place: '/review', act: (page) => page.keyboard.press('Control+k').then(() => page.keyboard.type('sdr')) },
  keys: { place: '/review', act: (page) => page.keyboard.press('Shift+?') },
  months: { place: '/review', act: (page) => page.getByRole('button', { name: /Oct 2026/ }).click() },
  start: { place: '/start' },
  'start-new': { place: '/start?making=true', situation: 'none' },
  'start-first': { place: '/start', situation: 'none' },
  'review-empty': { place: '/review', situation: 'empty' },
  'review-error': { place: '/review', situation: 'error' },
  'review-readonly': { place: '/review', situation: 'readonly' },
  records: { place: '/records' },
  record: { place: '/records/H3-2026-10-3' },
  import: { place: '/import' },
  batches: { place: '/batches' },
  settings: { place: '/settings' },
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
