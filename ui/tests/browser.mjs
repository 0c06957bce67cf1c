import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/**
 * Serves the built pages on loopback and opens them in Debian's Chromium, for page tests and pictures; under the window's own
 * content policy and with the frozen prototypes that the window gives its page.
 */

const ROOT = fileURLToPath(new URL('../dist-fake', import.meta.url));
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
};

const { security } = JSON.parse(readFileSync(new URL('../../src-tauri/tauri.conf.json', import.meta.url), 'utf8')).app;

export async function servePages() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(ROOT, normalize(pathname === '/' ? '/index.html' : pathname));
    if (!path.startsWith(ROOT) || !existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': security.csp,
    });
    createReadStream(path).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/**
 * A browser whose pages share what it keeps of the served files, read and compiled once.
 * @returns its window of pages, and how to close it.
 */
export async function openBrowser() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
  });
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Vienna' });
  return { context, close: () => browser.close() };
}

/** A page in a theme and a situation of the fake bridge, at a place of the app, settled; of earlier pages it knows nothing. */
export async function openPage(
  { context },
  address,
  { place, theme = 'light', situation = '', width = 1280, height = 720 },
) {
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  const troubles = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  await page.addInitScript(
    ([picked, fake, frozen]) => {
      if (frozen) Object.freeze(Object.prototype);
      // What a page kept is there again when it is loaded again, and gone in the next page.
      if (sessionStorage.getItem('opened') === null) localStorage.clear();
      sessionStorage.setItem('opened', 'true');
      localStorage.setItem('baton.theme', picked);
      localStorage.setItem('baton.fake', fake);
    },
    [theme, situation, security.freezePrototype],
  );
  await page.goto(`${address}/#${place}`);
  await settled(page);
  return { page, troubles };
}

/** So long nothing on the page may change before it counts as settled, and so long it may take until then. */
const QUIET_MS = 100;
const PATIENCE_MS = 45_000;

/** Until the screen is there with what it shows: its heading stands, nothing says that it is busy, nothing changes any more, and the page
 * has nothing left to do. */
export async function settled(page) {
  const isSettled = await page.evaluate(
    async ([quiet, patience]) => {
      const stands = () =>
        document.querySelector('h1') !== null && document.querySelector('[aria-busy="true"]') === null;
      const changes = () =>
        new Promise((resolve) => {
          const observer = new MutationObserver(() => {
            observer.disconnect();
            resolve(true);
          });
          observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
          setTimeout(() => requestIdleCallback(() => resolve(false), { timeout: 5_000 }), quiet);
        });
      await document.fonts.ready;
      while (performance.now() < patience) if (!(await changes()) && stands()) return true;
      return false;
    },
    [QUIET_MS, PATIENCE_MS],
  );
  if (!isSettled) throw new Error(`the page is still busy after ${PATIENCE_MS / 1_000} s: ${await page.title()}`);
}
