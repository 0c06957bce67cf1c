import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, servePages } from '../browser.mjs';

/** Every screen in every theme has no fault that axe can find (WCAG 2.2 A and AA), and throws nothing. */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const THEMES = ['light', 'dark', 'contrast'] as const;
const SCREENS: [name: string, place: string, situation?: string][] = [
  ['start', '/start'],
  ['start, the first time', '/start?making=true', 'none'],
  ['review', '/review'],
  ['review of one figure', '/review?handoff=H7&metric=conversion&by=owner'],
  ['review without records', '/review', 'empty'],
  ['review that cannot be read', '/review', 'error'],
  ['review, reading only', '/review', 'readonly'],
  ['records', '/records'],
  ['a record', '/records/H3-2026-10-3'],
  ['import', '/import'],
  ['batches', '/batches'],
  ['settings', '/settings'],
];

interface Fault {
  id: string;
  nodes: { target: unknown[] }[];
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate(() =>
    // biome-ignore lint/suspicious/noExplicitAny: axe put itself on the window
    (window as any).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  )) as { violations: Fault[] };
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${String(node.target[0])}`),
  );
}

let browser: Browser;
let pages: Awaited<ReturnType<typeof servePages>>;
beforeAll(async () => {
  pages = await servePages();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  pages?.close();
});

describe.each(THEMES)('%s', (theme) => {
  it.each(SCREENS)('%s', async (_, place, situation = '') => {
    const { page, troubles } = await openPage(browser, pages.address, { place, theme, situation });
    expect(await faults(page)).toEqual([]);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('palette and key sheet', async () => {
    const { page } = await openPage(browser, pages.address, { place: '/review', theme });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('sdr');
    await page.getByRole('option').first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.close();
  });
});
