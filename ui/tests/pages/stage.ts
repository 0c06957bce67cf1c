import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openBrowser, openPage, servePages } from '../browser.mjs';

/** What every file of page tests stands on: one server and one browser for the file, and a page of its own for each test. */

type Options = Omit<Parameters<typeof openPage>[2], 'place'>;

let browser: Browser;
let pages: Awaited<ReturnType<typeof servePages>>;

/** The page of the running test, since it was opened. */
export let page: Page;
/** What that page threw or logged as an error. */
export let troubles: string[] = [];

export async function openAt(place: string, options: Options = {}): Promise<void> {
  ({ page, troubles } = await openPage(browser, pages.address, { place, ...options }));
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
