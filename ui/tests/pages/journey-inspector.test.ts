import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { faults as faultsOf } from './faults';
import { openAt, page, troubles, write } from './stage';

/** A handoff read and edited part by part, and its problems, by keyboard and without a fault that axe can find. */

const TABS = ['Basics', 'Criteria', 'Packet', 'Routing', 'SLA & escalation', 'Dispositions', 'KPI, risk & notes'];

async function open(theme = 'light', situation = '') {
  await openAt('/journey?handoff=H2', { theme, situation, height: 900 });
  await page.getByRole('heading', { name: 'Routing to sales accepted' }).waitFor();
}
/** The inspector's and the problems' alone: the map has its own tests. */
const faults = async (of: Page) => [
  ...(await faultsOf(of, 'aside')),
  ...(await faultsOf(of, '[aria-label="Problems"]')),
];
const tab = (name: string) => page.getByRole('tab', { name, exact: true });
const inspector = () => page.getByRole('complementary', { name: 'Inspector' });
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const said = (words: string | RegExp) => page.getByText(words).first().waitFor();

describe.each(['light', 'dark', 'contrast'])('%s', (theme) => {
  it('every tab can be read and edited without a fault', async () => {
    await open(theme);
    const found: string[] = [];
    for (const name of TABS) {
      await button('All parts').click();
      await page.getByRole('menuitemradio', { name, exact: true }).click();
      await inspector().getByRole('tabpanel').waitFor();
      await page.waitForTimeout(400);
      found.push(...(await faults(page)).map((fault) => `${name}: ${fault}`));
      for (const edit of await inspector()
        .getByRole('button', { name: /^Edit / })
        .all())
        if (await edit.isVisible()) await edit.click();
      await page.waitForTimeout(300);
      found.push(...(await faults(page)).map((fault) => `${name}, edited: ${fault}`));
    }
    expect(found).toEqual([]);
    expect(troubles).toEqual([]);
  });
});

describe('the tabs', () => {
  it('are walked with the arrows', async () => {
    await open();
    await tab('Basics').focus();
    for (const name of TABS.slice(1)) {
      await page.keyboard.press('ArrowRight');
      expect(await tab(name).getAttribute('aria-selected')).toBe('true');
    }
  });
});

describe('a criterion', () => {
  const sentence = () => inspector().locator('p[aria-live]').nth(2).textContent();
  async function edit() {
    await open();
    await tab('Criteria').click();
    await button('Edit acceptance').click();
  }

  it('is added to, moved, nested and removed by keyboard alone, each act one edit', async () => {
    await edit();
    const group = page.getByRole('group', { name: 'Acceptance' });
    const before = await sentence();
    expect(before).toContain('Employees is at least 200');
    await group.getByLabel('Value of Employees').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(sentence).toMatch(/^\(Employees is at least 200 or Region/);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Value of Employees');
    await page.keyboard.press('Control+a');
    await write('1,500');
    await expect.poll(sentence).toMatch(/Employees is at least 1,500/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Alt+Backspace');
    await expect.poll(sentence).not.toContain('Employees');
    await said('4 edits since v7');
    for (let n = 0; n < 3; n += 1) {
      await button('Done with acceptance').focus();
      await page.keyboard.press('Control+z');
    }
    await expect.poll(sentence).toBe(before);
  });

  it('keeps a test back until it has its value, and says so', async () => {
    await edit();
    const group = page.getByRole('group', { name: 'Acceptance' });
    await group.getByLabel('Value of Employees').fill('many');
    await said('“many” is not a number. Write 200 or 2.5.');
    await group.getByLabel('Value of Employees').fill('300');
    await group.getByRole('button', { name: 'Add a test' }).last().click();
    const field = group.getByRole('combobox', { name: 'Field' }).last();
    await field.fill('e-mail');
    await page.getByRole('option', { name: /E-mail/ }).click();
    await group
      .getByRole('button', { name: /What is asked of E-mail/ })
      .last()
      .click();
    await page.getByRole('option', { name: 'contains', exact: true }).click();
    await said(/Write what to compare with.*Until then it is not kept/);
  });

  it('says how many records pass, and who accepted what did not', async () => {
    await open();
    await tab('Criteria').click();
    await said(/\d+ pass/);
    await button('By source and owner').first().click();
    await said('Paid search');
    expect(await faults(page)).toEqual([]);
  });
});

describe('the decision table', () => {
  it('is reordered by keyboard and by dragging, and the focus stays on the row', async () => {
    await open();
    await tab('Routing').click();
    await button('Edit the decision table').click();
    const kinds = () => inspector().locator('ol > li > div > p:first-child').allInnerTexts();
    expect((await kinds()).slice(0, 3)).toEqual(['Open opportunity', 'Existing customer', 'Named account']);
    await button(/^Row 1, Open opportunity/).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(kinds).toEqual(expect.arrayContaining(['Existing customer']));
    await expect.poll(async () => (await kinds())[1]).toBe('Open opportunity');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Row 2, Open/);
    const grip = await button(/^Row 1, Existing customer/).boundingBox();
    const goal = await button(/^Row 3, Named account/).boundingBox();
    if (!grip || !goal) throw new Error('a row has no grip');
    await page.mouse.move(grip.x + 5, grip.y + 5);
    await page.mouse.down();
    await page.mouse.move(goal.x + 5, goal.y + 20, { steps: 6 });
    await page.mouse.up();
    await expect
      .poll(async () => (await kinds()).slice(0, 3))
      .toEqual(['Open opportunity', 'Named account', 'Existing customer']);
    await said('3 edits since v7');
  });

  it('is tried on a record: which row, why not the others', async () => {
    await open();
    await tab('Routing').click();
    await said('Nobody gets it.');
    await button(/Region/)
      .last()
      .click();
    await page.getByRole('option', { name: 'EMEA' }).click();
    await said(/in turn among Sales development/);
    await page.getByRole('radio', { name: 'An imported record' }).click();
    await page.getByRole('textbox', { name: /^Record/ }).fill('nobody');
    await page.keyboard.press('Enter');
    await said('No record is called “nobody”.');
  });
});

describe('a promise', () => {
  it('is edited in place and never takes a bare number of days', async () => {
    await open();
    await tab('SLA & escalation').click();
    await button('Edit the targets').click();
    const within = page.getByRole('textbox', { name: /Within/ });
    await within.fill('2 days');
    await within.press('Enter');
    await said('A day can mean 24 hours or a working day.');
    await within.fill('90 m');
    await within.press('Enter');
    await button('Done with the targets').click();
    await said('1 h 30 m');
    await said('2 edits since v7');
  });
});

describe('a ladder', () => {
  it('says beside each step for how many records it fired, and nothing of one that comes round regularly', async () => {
    await open();
    await tab('SLA & escalation').click();
    const table = inspector().getByRole('table').filter({ hasText: 'Who it reaches' });
    await table.getByRole('columnheader', { name: 'Fired' }).waitFor();
    expect(await table.getByRole('columnheader', { name: 'Fired' }).getAttribute('title')).toBe(
      'Records of the last quarter for which it fired, of 868 records; of 12 nobody can say',
    );
    const fired = await table.locator('tbody td:last-child').allInnerTexts();
    expect(fired.length).toBeGreaterThan(1);
    for (const [at, n] of fired.entries()) expect([at, n]).toEqual([at, expect.stringMatching(/^(\d+|–)$/)]);
    // A later step fires for fewer.
    expect(Number(fired[0])).toBeGreaterThan(Number(fired[1]));
    expect(await faults(page)).toEqual([]);
  });
});

describe('a packet', () => {
  it('is held back by what it requires', async () => {
    await open();
    await tab('Packet').click();
    await button('Fill it in').click();
    await button('Hand over').click();
    await said('4 fields would hold it back.');
    await page.getByRole('textbox', { name: /Employees/ }).fill('240');
    await said('3 fields would hold it back.');
    await page.getByRole('textbox', { name: /Employees/ }).fill('many');
    await said('“many” is not a number.');
    await said('4 fields would hold it back.');
    expect(await faults(page)).toEqual([]);
  });
});

describe('a packet on paper', () => {
  it('is saved as pages, and the place is said', async () => {
    await open();
    await tab('Packet').click();
    await button('Print it blank').focus();
    await page.keyboard.press('Enter');
    await said('The blank packet is in /home/dana/Documents/packet.pdf');
  });
});

describe('the build spec', () => {
  it('is saved as pages from the draft’s menu', async () => {
    await open();
    await button(/^v\d+ draft/).click();
    await page.getByRole('menuitem', { name: 'Print the build spec of the draft' }).click();
    await said('The build spec is in /home/dana/Documents/spec.pdf');
  });
});

describe('the problems', () => {
  const list = () => page.getByRole('listbox', { name: 'Problems found' });
  const at = () => list().getByRole('option', { selected: true }).textContent();

  it('are walked by keys; Enter opens the tab that is meant', async () => {
    await open();
    await list().focus();
    await page.keyboard.press('j');
    await expect.poll(at).toContain('low tier has no target');
    await page.keyboard.press('Enter');
    await expect.poll(() => tab('SLA & escalation').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('F8');
    await expect.poll(at).toContain('H6');
    await page.getByRole('heading', { name: 'Onboarding opened' }).waitFor();
    await expect.poll(() => tab('Packet').getAttribute('aria-selected')).toBe('true');
  });

  it('say how many imported records are like the one that shows them, and lead to these', async () => {
    await open();
    await said('3 of 868 imported records of the last quarter are like it.');
    await button('Show the records').click();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Record 2 like it' }).click();
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  });

  it('are mended by one act, and muted with a reason', async () => {
    await open();
    await button('Add a fallback owner').click();
    await expect.poll(() => list().getByRole('option').count()).toBe(4);
    await list().getByText('The low tier has no target').click();
    await button('Mute').click();
    await page.getByRole('textbox', { name: /Why it may stay/ }).press('Enter');
    await page.getByRole('textbox', { name: /Why it may stay/ }).fill('Low intent goes to nurture');
    await page.keyboard.press('Enter');
    await said('1 muted');
    await said('Not airtight');
    await button(/Severity/).click();
    await page.getByRole('option', { name: 'Muted' }).click();
    await said('Muted: Low intent goes to nurture');
    expect(await faults(page)).toEqual([]);
  });
});

describe('the flip preview', () => {
  it('counts what would change state and leads to the records', async () => {
    await open();
    await button('Which records would change state?').click();
    await said(/38 of 868 past records change their SLA state/);
    await button('Show them').click();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: 'H2-2026-10-3' }).first().click();
    await page.waitForURL(/records\/H2-2026-10-3/);
  });
});

describe('a team and a stage', () => {
  it('a team gets a role and a person, and what is named cannot be removed', async () => {
    await open();
    await page
      .getByRole('list', { name: 'Teams' })
      .getByRole('button', { name: /Sales development/ })
      .click();
    await page.getByRole('heading', { name: 'Sales development' }).waitFor();
    await button('Edit the roles').click();
    await page.getByRole('textbox', { name: 'Another role' }).fill('SDR Analyst');
    await page.keyboard.press('Enter');
    await button('Remove SDR Analyst').waitFor();
    await button('Edit the people').click();
    await page.getByRole('textbox', { name: /Another person/ }).fill('Ana Pires');
    await page.keyboard.press('Enter');
    await button('Remove Ana Pires').waitFor();
    expect(await faults(page)).toEqual([]);
    await button('Remove Ana Pires').click();
    await expect.poll(() => button('Remove Ana Pires').count()).toBe(0);
  });

  it('a stage says what must hold to come in', async () => {
    await open();
    await page.locator('[data-item="stage:sal"]').click();
    await page.getByRole('heading', { name: 'SAL', exact: true }).waitFor();
    await button('Edit entry').click();
    await button('Edit the stage').click();
    await page.getByRole('group', { name: 'Entry' }).waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

describe('open for reading only', () => {
  it('nothing can be edited', async () => {
    await open('light', 'readonly');
    for (const name of TABS) {
      await button('All parts').click();
      await page.getByRole('menuitemradio', { name, exact: true }).click();
      expect(
        await inspector()
          .getByRole('button', { name: /^Edit / })
          .count(),
      ).toBe(0);
    }
  });
});
