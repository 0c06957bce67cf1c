import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openBrowser, openPage, type PageBrowser, servePages } from '../browser.mjs';

/** What every file of page tests stands on: one server and one browser for the file, and a page of its own for each test. */

type Options = Omit<Parameters<typeof openPage>[2], 'place'>;

let browser: PageBrowser;
let pages: Awaited<ReturnType<typeof servePages>>;

/** The page of the running test, since it was opened. */
export let page: Page;
/** What that page threw or logged as an error. */
export let troubles: string[] = [];

export async function openAt(place: string, options: Options = {}): Promise<void> {
  ({ page, troubles } = await openPage(browser, pages.address, { place, ...options }));
}

/** Types into the field that a key just before has opened: once the focus is in it. */
export async function write(text: string): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.matches('input, textarea, [contenteditable="true"]'));
  await page.keyboard.type(text);
}

beforeAll(async () => {
  pages = await servePages();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  pages?.close();
});
afterEach(() => page?.close());
