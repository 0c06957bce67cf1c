import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Fault {
  id: string;
  nodes: { target: unknown[] }[];
}

/** What axe finds on the page as it stands (WCAG 2.2 A and AA, and good practice), each fault with its first places.
 * `within`: a selector of the part that is looked at. */
export async function faults(page: Page, within?: string): Promise<string[]> {
  // A screen comes in a part of its own: before it is there, there is nothing to look at.
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.evaluate(axe);
  const found = (await page.evaluate(
    (part) =>
      // biome-ignore lint/suspicious/noExplicitAny: axe put itself on the window
      (window as any).axe.run(part ?? document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }),
    within,
  )) as { violations: Fault[] };
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${String(node.target[0])}`),
  );
}
