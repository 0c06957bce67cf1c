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
/** The import up to the step of this name. */
const importTo = (last) => async (page) => {
  const act = (name) => page.getByRole('button', { name, exact: true }).last().click();
  await act('Choose files');
  if (last === 'file') return;
  await act('Map the columns');
  if (last === 'map') return;
  const dayFirst = page.locator('label', { hasText: 'Day first' });
  if (await dayFirst.count()) await dayFirst.click();
  if (last === 'shape') return page.getByText('an event', { exact: true }).click();
  await page.locator('footer').getByRole('button', { name: 'Dry run' }).click();
  if (last === 'underway') return;
  await page.getByText('Problems', { exact: false }).first().waitFor();
  await page.waitForTimeout(1_500);
  if (last === 'check') return;
  await page.getByRole('button', { name: /^Import [0-9]/ }).click();
  await page.getByRole('button', { name: 'Undo this import' }).waitFor();
};
/** The inspector of a handoff at one of its parts, read or with everything open to edit. */
const part = (name, edit = false) => ({
  place: '/journey?handoff=H2',
  act: async (page) => {
    await page.getByRole('button', { name: 'All parts' }).click();
    await page.getByRole('menuitemradio', { name, exact: true }).click();
    await page.waitForTimeout(400);
    if (!edit) return;
    for (const button of await page
      .locator('aside')
      .getByRole('button', { name: /^Edit / })
      .all())
      if (await button.isVisible()) await button.click();
  },
});
/** Until the fine answer of a simulation is there. */
const simulated = (page) => page.getByText('20 replications').waitFor();
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
  'review-lists': {
    place: '/review',
    act: (page) => page.getByRole('heading', { name: 'Open longest' }).scrollIntoViewIfNeeded(),
  },
  ...Object.fromEntries(
    [
      'changed',
      'kpis',
      'time',
      'losses',
      'recycled',
      'hidden',
      'failures',
      'decisions',
      'close',
      'weekly',
      'quarterly',
    ].map((item) => [`council-${item}`, { place: `/review?item=${item}` }]),
  ),
  'council-deciding': { place: '/review?handoff=H3&metric=sla_accept', act: (page) => page.keyboard.press('d') },
  'council-marks': { place: '/review?handoff=H2&metric=time_to_first_touch' },
  'council-signed': { place: '/review?item=close', situation: 'signed' },
  'council-reopened': { place: '/review', situation: 'reopened' },
  'council-first': { place: '/review?item=decisions', situation: 'first' },
  'council-due': { place: '/review', act: (page) => page.getByRole('button', { name: /things due/ }).click() },
  'council-wall': { place: '/review', act: (page) => page.keyboard.press('p') },
  'council-wall-failures': { place: '/review?item=failures', act: (page) => page.keyboard.press('p') },
  maturity: { place: '/maturity' },
  'maturity-empty': { place: '/maturity', situation: 'empty' },
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
  'import-file': { place: '/import', act: importTo('file') },
  'import-reading': {
    place: '/import',
    act: async (page) => {
      await importTo('file')(page);
      await page.getByRole('button', { name: 'Read it differently' }).click();
    },
  },
  'import-remembered': { place: '/import', situation: 'remembered', act: importTo('file') },
  'import-map': { place: '/import', act: importTo('map') },
  'import-map-remembered': { place: '/import', situation: 'remembered', act: importTo('map') },
  'import-map-long': { place: '/import', situation: 'long', act: importTo('map') },
  'import-shape': { place: '/import', act: importTo('shape') },
  'import-underway': { place: '/import', act: importTo('underway') },
  'import-check': { place: '/import', act: importTo('check') },
  'import-done': { place: '/import', act: importTo('done') },
  batches: { place: '/batches' },
  journey: { place: '/journey' },
  'journey-handoff': { place: '/journey?handoff=H3' },
  'inspector-basics': part('Basics'),
  'inspector-criteria': part('Criteria', true),
  'inspector-packet': part('Packet'),
  'inspector-routing': part('Routing'),
  'inspector-sla': part('SLA & escalation'),
  'inspector-sla-edit': part('SLA & escalation', true),
  'inspector-dispositions': part('Dispositions'),
  'inspector-more': part('KPI, risk & notes'),
  'journey-outline': { place: '/journey?view=outline' },
  'journey-health': { place: '/journey?lens=health' },
  'journey-large': { place: '/journey', situation: 'large' },
  'journey-publish': { place: '/journey', act: (page) => page.keyboard.press('Control+s') },
  'journey-present': { place: '/journey?handoff=H2', act: (page) => page.keyboard.press('p') },
  'journey-conflicts': {
    place: '/journey',
    situation: 'conflicts',
    act: (page) => page.getByRole('button', { name: /set aside/ }).click(),
  },
  'journey-parked': {
    place: '/journey?handoff=H2&view=outline',
    act: async (page) => {
      await page.keyboard.press('p');
      await page.keyboard.press('p');
      await page.keyboard.type('Who takes over at the weekend?');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(300);
      await page.keyboard.press('Escape');
    },
  },
  'journey-empty-health': { place: '/journey?lens=health', situation: 'empty' },
  'journey-fit': { place: '/journey', act: (page) => page.keyboard.press('f') },
  'journey-large-fit': { place: '/journey', situation: 'large', act: (page) => page.keyboard.press('f') },
  'journey-versions': {
    place: '/journey',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('Versions of');
      await page.keyboard.press('Enter');
    },
  },
  simulate: { place: '/simulate', act: simulated },
  'simulate-scenario': { place: '/simulate?scenario=s1', act: simulated },
  'simulate-worse': { place: '/simulate?scenario=s2', act: simulated },
  'simulate-numbers': {
    place: '/simulate?scenario=s1',
    act: async (page) => {
      await simulated(page);
      await page.getByText('Numbers').click();
      await page.getByRole('heading', { name: 'The week' }).scrollIntoViewIfNeeded();
    },
  },
  'simulate-below': {
    place: '/simulate?scenario=s1',
    act: async (page) => {
      await simulated(page);
      await page.getByRole('button', { name: 'Watch a simulated day' }).click();
      await page.getByRole('slider', { name: 'Time of the day' }).fill('22');
      await page.getByRole('slider', { name: 'Time of the day' }).scrollIntoViewIfNeeded();
    },
  },
  'simulate-running': { place: '/simulate?scenario=s1', situation: 'slow-run' },
  'simulate-poor': { place: '/simulate', situation: 'poor-fit', act: simulated },
  'simulate-impossible': { place: '/simulate?scenario=s2', situation: 'impossible' },
  'simulate-none': { place: '/simulate', situation: 'no-history' },
  'simulate-error': { place: '/simulate', situation: 'error' },
  replay: {
    place: '/simulate?view=replay',
    act: async (page) => {
      await page.locator('form').getByRole('button', { name: 'Replay' }).click();
      await page.getByRole('heading', { name: '10 records to read' }).waitFor();
    },
  },
  'replay-read': {
    place: '/simulate?view=replay',
    act: async (page) => {
      await page.locator('form').getByRole('button', { name: 'Replay' }).click();
      await page.getByRole('heading', { name: '10 records to read' }).waitFor();
      await page.locator('summary').first().click();
      await page.getByRole('link', { name: 'Open the record' }).first().scrollIntoViewIfNeeded();
    },
  },
  'replay-empty': { place: '/simulate?view=replay', situation: 'empty' },
  'replay-before': { place: '/simulate?view=replay' },
  'journey-simulation': {
    place: '/simulate?scenario=s1',
    act: async (page) => {
      await simulated(page);
      await page.getByRole('link', { name: 'Journey' }).click();
      await page.getByText('Simulation', { exact: true }).click();
    },
  },
  exceptions: { place: '/exceptions?case=1047' },
  'exceptions-override': {
    place: '/exceptions?case=1047&tab=override',
    act: async (page) => {
      await page.getByRole('button', { name: 'Say who acts' }).click();
      await page.getByRole('option', { name: /Priya Sen/ }).click();
      await page.waitForTimeout(300);
    },
  },
  'exceptions-refused': {
    place: '/exceptions?case=1047&tab=override',
    act: async (page) => {
      await page.getByRole('button', { name: 'Say who acts' }).click();
      await page.getByRole('option', { name: /Tobias Kern/ }).click();
      await page.getByRole('button', { name: /Override and resolve/ }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  'exceptions-resolve': { place: '/exceptions?case=1047', act: (page) => page.keyboard.press('r') },
  'exceptions-audit': { place: '/exceptions?case=1047&tab=audit' },
  'exceptions-broken': { place: '/exceptions?case=1047&tab=audit', situation: 'broken' },
  'exceptions-bulk': { place: '/exceptions', act: (page) => page.keyboard.type('xjxjjxa') },
  'exceptions-new': {
    place: '/exceptions',
    act: (page) => page.getByRole('button', { name: 'New exception' }).click(),
  },
  'exceptions-weekly': { place: '/exceptions?view=weekly' },
  'exceptions-monthly': { place: '/exceptions?view=monthly' },
  'exceptions-cleared': { place: '/exceptions', situation: 'cleared' },
  'exceptions-empty': { place: '/exceptions', situation: 'empty' },
  'exceptions-untyped': { place: '/exceptions', situation: 'untyped' },
  'exceptions-error': { place: '/exceptions', situation: 'error' },
  calendar: { place: '/settings' },
  'calendar-day': { place: '/settings', act: (page) => page.locator('[data-date="2026-12-24"]').click() },
  handoff: { place: '/settings/handoffs/H3' },
  'handoff-target': { place: '/settings/handoffs/H3', act: (page) => page.getByRole('gridcell').first().click() },
  fields: { place: '/settings/fields' },
  about: { place: '/settings/about' },
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
