import type { BrowserContext, Page } from 'playwright-core';

export interface PageBrowser {
  context: BrowserContext;
  close: () => Promise<void>;
}

export function servePages(): Promise<{ address: string; close: () => void }>;
export function openBrowser(): Promise<PageBrowser>;
export function openPage(
  browser: PageBrowser,
  address: string,
  options: { place: string; theme?: string; situation?: string; width?: number; height?: number },
): Promise<{ page: Page; troubles: string[] }>;
export function settled(page: Page): Promise<void>;
