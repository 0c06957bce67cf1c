import { openBrowser, openPage, servePages } from './browser.mjs';

/**
 * What a frame costs while a map of 500 handoff points is panned and a stage is dragged: script, style and layout in milliseconds, as
 * Chromium counts them, whole map in view and at 100 %. `node tests/map-bench.mjs` after `npm run build:fake`.
 */

const FRAMES = 120;

/** Seconds that the page spent so far, by kind of work. */
async function spent(client) {
  const { metrics } = await client.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { script: of('ScriptDuration'), style: of('RecalcStyleDuration'), layout: of('LayoutDuration') };
}

/** Mean milliseconds a frame, and the frames that were measured. */
async function measured(client, act) {
  const before = await spent(client);
  const frames = await act();
  const after = await spent(client);
  const mean = (kind) => (((after[kind] - before[kind]) * 1000) / frames).toFixed(2);
  const sum = ['script', 'style', 'layout'].reduce((all, kind) => all + Number(mean(kind)), 0);
  return { frames, script: mean('script'), style: mean('style'), layout: mean('layout'), sum: sum.toFixed(2) };
}

const pages = await servePages();
const browser = await openBrowser();
const { page, troubles } = await openPage(browser, pages.address, {
  place: '/journey',
  situation: 'large',
  width: 1920,
  height: 1080,
});
await page.locator('[data-item]').first().waitFor();
await page.waitForTimeout(1_000);
const client = await page.context().newCDPSession(page);
// The page's own time on a processor: what others do on the machine is not in it.
await client.send('Performance.enable', { timeDomain: 'threadTicks' });
const nodes = () => page.locator('[data-item]').count();
const frame = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
const map = await page.getByLabel('Map of the journey').boundingBox();
const middle = { x: map.x + map.width / 2, y: map.y + map.height / 2 };

/** An empty spot of the map, as near to its middle as there is one. */
const emptySpot = () =>
  page.evaluate(({ x, y }) => {
    for (let away = 0; away < 300; away += 3) {
      const found = document.elementFromPoint(x + away, y + away);
      if (found?.classList.contains('react-flow__pane')) return { x: x + away, y: y + away };
    }
    throw new Error('nothing is empty');
  }, middle);

async function pan() {
  const { x, y } = await emptySpot();
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let at = 0; at < FRAMES; at++) {
    await page.mouse.move(x + 240 * Math.sin(at / 12), y + 160 * Math.sin(at / 9));
    await frame();
  }
  await page.mouse.up();
  return FRAMES;
}

async function drag() {
  const id = await page.evaluate(({ x, y }) => {
    const stages = [...document.querySelectorAll('[data-item^="stage:"]')];
    const away = (element) => {
      const box = element.getBoundingClientRect();
      return Math.hypot(box.x - x, box.y - y);
    };
    return stages.sort((a, b) => away(a) - away(b))[0]?.getAttribute('data-item');
  }, middle);
  const box = await page.locator(`[data-item="${id}"]`).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (let at = 0; at < FRAMES; at++) {
    await page.mouse.move(box.x + 120 * Math.sin(at / 12), box.y + 80 * Math.sin(at / 9));
    await frame();
  }
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.up();
  return FRAMES;
}

for (const [view, zoom] of [
  ['the whole map', 'f'],
  ['100 %', '='],
]) {
  for (let press = 0; press < (zoom === '=' ? 8 : 1); press++) {
    if (zoom === '=' && (await page.getByText('100 %').count())) break;
    await page.keyboard.press(zoom);
    await page.waitForTimeout(400);
  }
  console.log(view, 'with', await nodes(), 'things drawn');
  console.log('  pan ', await measured(client, pan));
  console.log('  drag', await measured(client, drag));
}
if (troubles.length > 0) console.log(troubles);
await browser.close();
pages.close();
