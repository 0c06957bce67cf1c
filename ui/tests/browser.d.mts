import type { Browser, Page } from 'playwright-core';

export function servePages(): Promise<{ address: string; close: () => void }>;
export function openBrowser(): Promise<Browser>;
export function openPage(
  browser: Browser,
  address: string,
  options: { place: string; theme?: string; situation?: string; width?: number; height?: number },
): Promise<{ page: Page; troubles: string[] }>;
