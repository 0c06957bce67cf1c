import { afterEach, describe, expect, it } from 'vitest';
import { faults } from './faults';
import { openAt, page, troubles, write } from './stage';

/** A council's review by keyboard: walked, decided, written down, signed, reopened and shown on a wall; axe looks at every page. */

afterEach(() => expect(troubles).toEqual([]));

const THEMES = ['light', 'dark', 'contrast'] as const;
const ITEMS = ['changed', 'kpis', 'time', 'losses', 'recycled', 'hidden', 'failures', 'decisions', 'close'];

async function open(place = '/review', situation = '', theme = 'light', width = 1440) {
  await openAt(place, { situation, theme, width, height: 900 });
  await page.getByRole('heading', { name: /October 2026/, level: 1 }).waitFor();
}
async function actAs(name: RegExp) {
  await page.getByRole('button', { name: /Say who acts|acting as/ }).click();
  await page.getByRole('option', { name }).click();
}
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const said = (text: string | RegExp) => page.getByText(text).first().waitFor();
const step = () => page.locator('nav[aria-label="Agenda"] [aria-current]').textContent();

describe.each(THEMES)('in %s', (theme) => {
  it.each(ITEMS)('%s has no fault', async (item) => {
    await open(`/review?item=${item}`, '', theme);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it.each(['signed', 'reopened', 'first'])('a month that is %s has no fault', async (situation) => {
    await open('/review?item=close', situation, theme);
    expect(await faults(page)).toEqual([]);
  });

  it.each(['weekly', 'quarterly'])('the %s page has no fault', async (item) => {
    await open(`/review?item=${item}`, '', theme);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('a slide has no fault', async () => {
    await open('/review?item=decisions', '', theme);
    await page.keyboard.press('p');
    await page.getByRole('dialog', { name: 'Presentation of the review' }).waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

describe('the agenda', () => {
  it('is walked by keys, and keeps its place in the address', async () => {
    await open();
    expect(await step()).toContain('Signals');
    await page.keyboard.press('.');
    await page.getByRole('heading', { name: 'What changed, and what came of it' }).waitFor();
    expect(page.url()).toContain('item=changed');
    await page.keyboard.press(',');
    await expect.poll(step).toContain('Signals');
    await page.keyboard.press('Control+k');
    await write('sign-off');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Notes, attendance, sign-off' }).waitFor();
  });

  it('opens a breach into its ledger, and a repeat into the desk', async () => {
    await open('/review?item=failures');
    await page.getByRole('link', { name: 'EX-1047' }).click();
    await page.waitForURL(/exceptions\?case=1047/);
    await page.goBack();
    await page
      .getByRole('link', { name: /^Ledger of/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  });

  it('opens a proposed rule as a draft in the journey, not published', async () => {
    await open('/review?item=failures');
    await button('Open as a draft').click();
    await page.waitForURL(/journey/);
    await said('It stands in the draft, not published');
    await page.getByRole('button', { name: /edits? since v7$/ }).waitFor();
  });

  it('leads from a figure of a page to the figure itself', async () => {
    await open('/review?item=kpis');
    await button('SLA attainment').click();
    await page
      .getByRole('complementary', { name: 'The selected figure' })
      .getByRole('heading', { name: 'Acceptance breach rate' })
      .waitFor();
  });
});

describe('a decision', () => {
  it('is made of the selected figure, with its baseline, and then stands on the agenda', async () => {
    await open('/review?handoff=H3&metric=sla_accept');
    await actAs(/Dana Okafor/);
    await page.keyboard.press('d');
    const form = page.getByRole('form', { name: 'A decision' });
    await form.getByText(/^Baseline: 79.% in Oct 2026, n 24/).waitFor();
    await page.keyboard.press('Control+Enter');
    await said('Say what is decided, in a sentence.');
    await form.getByRole('textbox', { name: 'What is decided' }).fill('Accept by 16:00 or hand on to the backup');
    await form.getByRole('textbox', { name: /^To/ }).fill('2 days');
    await page.keyboard.press('Control+Enter');
    await said('Write a share as 12 %.');
    await form.getByRole('textbox', { name: /^To/ }).fill('30 %');
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await form.waitFor({ state: 'detached' });
    const decided = page.getByRole('region', { name: 'Decided' });
    await decided.getByText('Accept by 16:00 or hand on to the backup').waitFor();
    await decided.getByText('Acceptance breach rate falls to 30').waitFor();
  });

  it('that stands on the agenda is decided by one act', async () => {
    await open('/review?item=decisions');
    await actAs(/Dana Okafor/);
    await button('Decide D-31').click();
    await page.getByRole('region', { name: 'Decided' }).getByText('D-31', { exact: true }).waitFor();
  });

  it('that was decided says which version carries it out', async () => {
    await open('/review?item=decisions');
    await actAs(/Dana Okafor/);
    await button('Decide D-31').click();
    await button('D-31 is carried out by').click();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('menuitem', { name: /^v7/ }).click();
    await page.getByRole('region', { name: 'Decided' }).getByText('carried out by policy v7').waitFor();
  });

  it('of a signed month stands as it is, and none is added', async () => {
    await open('/review?item=decisions', 'signed');
    await page.getByRole('region', { name: 'Decided' }).getByText('D-27').waitFor();
    expect(await button('New decision').count()).toBe(0);
    expect(await button('New action').count()).toBe(0);
    expect(await button(/^Withdraw/).count()).toBe(0);
  });

  it('asks who acts before anything is written down', async () => {
    await open('/review?item=decisions');
    await button('Decide D-31').click();
    await page.getByRole('option', { name: /Priya Sen/ }).waitFor();
    expect(await page.getByRole('region', { name: 'To decide' }).getByText('D-31').count()).toBe(1);
  });

  it('is marked on the chart of its figure, with what came of it', async () => {
    await open('/review?handoff=H2&metric=time_to_first_touch');
    const marks = page.getByRole('list', { name: 'Decisions on the chart' });
    await marks.getByText(/^D-27/).waitFor();
    expect(await marks.textContent()).toContain('signal');
  });
});

describe('an action', () => {
  it('needs an owner, is ticked off, and carried ones say so', async () => {
    await open('/review?item=decisions');
    await actAs(/Dana Okafor/);
    await said('6 days late, carried over 2 reviews');
    await button('New action').click();
    const form = page.getByRole('form', { name: 'An action' });
    await form.getByRole('textbox', { name: 'What is to be done' }).fill('Coach the pod');
    await page.keyboard.press('Control+Enter');
    await said('Say who does it');
    await form.getByRole('button', { name: /Owner/ }).click();
    await page.getByRole('option', { name: 'Priya Sen' }).click();
    expect(await faults(page)).toEqual([]);
    await form.getByRole('textbox', { name: 'What is to be done' }).press('Control+Enter');
    await said('5 open');
    await page.getByRole('checkbox', { name: /A-15 is done/ }).press('Space');
    await said('4 open');
    await button('Edit A-12').click();
    await button('Take it back').click();
    await said('3 open');
    await button('Write it down again').click();
    await said('4 open');
  });
});

describe('the end of a review', () => {
  it('keeps notes and who was there, signs, says what is frozen, and reopens with a reason', async () => {
    await open('/review?item=close');
    await actAs(/Priya Sen/);
    await page.getByRole('radio', { name: 'Write' }).click();
    await page.getByRole('textbox', { name: /Notes of the council/ }).fill('Agreed: look at H6 first');
    await page.keyboard.press('Control+Enter');
    await said(/^kept, Priya Sen/);
    await page.getByText('Lea Novak', { exact: true }).click();
    await said('3 people present.');
    await page.getByRole('textbox', { name: /Somebody else/ }).fill('Auditor <b>');
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: 'Auditor <b>' }).waitFor();
    await button('Sign off October as Priya Sen').click();
    await said('October is signed: its numbers are frozen');
    await page.getByText('Signed', { exact: true }).first().waitFor();
    expect(await page.getByRole('textbox', { name: /Notes of the council/ }).count()).toBe(0);
    await button('Reopen October').click();
    await said('Say why: the pack and the trail will carry it.');
    await page.getByRole('textbox', { name: /Reopen, because/ }).fill('late records came in');
    await button('Reopen October').click();
    await page
      .getByText(/reopened by Priya Sen on .*: late records came in/)
      .first()
      .waitFor();
  });

  it('says of a signed month what today’s data would change', async () => {
    await open('/review', 'signed');
    await said('Today’s data would change 1 figure.');
    await button('Which').click();
    await said('31 % (n 214) was signed, 29 % (n 221) today.');
  });

  it('cannot be written in where the file is open for reading only', async () => {
    await open('/review?item=close', 'readonly');
    expect(await button(/Sign off/).count()).toBe(0);
    expect(await page.getByRole('textbox').count()).toBe(0);
  });
});

describe('the wall', () => {
  it('is walked with arrow keys, changes nothing, and is left where one is', async () => {
    await open();
    await page.keyboard.press('p');
    const wall = page.getByRole('dialog', { name: 'Presentation of the review' });
    await wall.getByRole('heading', { name: 'Signals, and what to leave alone' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await wall.getByRole('heading', { name: 'What changed, and what came of it' }).waitFor();
    await page.keyboard.press('End');
    await wall.getByRole('heading', { name: 'Notes, attendance, sign-off' }).waitFor();
    await page.keyboard.press('d');
    await page.keyboard.press('Control+k');
    expect(await page.getByRole('form').count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Decisions and actions', level: 2 }).first().waitFor();
    expect(page.url()).toContain('item=decisions');
  });
});

describe('what leaves and what comes round', () => {
  it('the pack is saved in each form', async () => {
    await open();
    await button('Export pack').click();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('menuitem', { name: /Slides/ }).click();
    await said('The pack of Oct 2026 is in /home/dana/Documents/Review 2026-10.pptx');
  });

  it('what is due leads to where it is gone through, and leaves the list when it was', async () => {
    await open();
    await actAs(/Dana Okafor/);
    await button('3 things due, 1 overdue').click();
    expect(await faults(page, '[role="dialog"]')).toEqual([]);
    await button('Gone through: Missed handoffs of week 44').click();
    await expect.poll(() => page.getByText('Missed handoffs of week 44').count()).toBe(0);
    await button('Criteria update after 2026-Q3').click();
    await page.getByRole('heading', { name: 'Criteria update after Q3 2026' }).waitFor();
    await button('2 things due').waitFor();
  });
});
