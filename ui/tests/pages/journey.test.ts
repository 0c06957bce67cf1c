import { afterEach, describe, expect, it } from 'vitest';
import { faults } from './faults';
import { openAt, page, troubles, write } from './stage';

/** The journey's map, outline, capture, presentation and publishing, by keys and by pointer. */

afterEach(() => expect(troubles).toEqual([]));

async function open(place = '/journey', situation = '', theme = 'light') {
  await openAt(place, { situation, theme, width: 1440, height: 900 });
  await page.getByRole('heading', { name: 'Journey' }).waitFor();
}
const named = (name: RegExp | string) => page.getByRole('button', { name });
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);
const draft = () => named(/ (since|as) v\d+$/);
const edits = async () => (await draft().textContent())?.match(/\d+(?= edits?)/)?.[0] ?? '0';

describe('the map', () => {
  it('is walked with the arrow keys, from what is selected to what stands next', async () => {
    await open();
    await named(/^Stage SAL/).click();
    for (const [key, there] of [
      ['ArrowRight', /^Stage SQL/],
      ['ArrowDown', /^H3 SDR→AE/],
      ['ArrowDown', /^Stage Opportunity/],
      ['ArrowRight', /^Stage Negotiation/],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(focused).toMatch(there);
    }
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByText('2 selected').waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('keeps what was dragged where it was let go, in the lane of its new team, and takes it back', async () => {
    await open();
    const before = await edits();
    const box = await named(/^Stage MQL/).boundingBox();
    if (box === null) throw new Error('MQL is not on the map');
    await page.mouse.move(box.x + 20, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 280, { steps: 8 });
    await page.mouse.up();
    await named(/^Stage MQL, Solution engineers/).waitFor();
    await named(/^H1 SE→OPS/).waitFor();
    const after = await named(/^Stage MQL/).boundingBox();
    expect(Math.abs((after?.y ?? 0) - box.y - 270)).toBeLessThan(8);
    expect(Number(await edits())).toBe(Number(before) + 1);
    await page.keyboard.press('Control+z');
    await named(/^Stage MQL, Marketing/).waitFor();
    expect(await edits()).toBe(before);
  });

  it('moves what is selected by keys, and aligns several', async () => {
    await open();
    await named(/^Stage Routing/).click();
    const before = await named(/^Stage Routing/).boundingBox();
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await expect
      .poll(async () => (await named(/^Stage Routing/).boundingBox())?.x)
      .toBeGreaterThan((before?.x ?? 0) + 10);
    await named(/^Stage SAL/).click({ modifiers: ['Shift'] });
    await named('Into a column').click();
    const x = async (stage: RegExp) => Math.round((await named(stage).boundingBox())?.x ?? 0);
    await expect.poll(async () => (await x(/^Stage SAL/)) - (await x(/^Stage Routing/))).toBe(0);
  });

  it('removes and pastes by keys, each as one edit', async () => {
    await open();
    await named(/^H8 CS→SUP/).click();
    await page.keyboard.press('Control+c');
    await page.getByText('H8 is copied').waitFor();
    await page.keyboard.press('Delete');
    await expect.poll(() => named(/^H8 CS→SUP/).count()).toBe(0);
    await page.keyboard.press('Control+v');
    await named(/^H12 CS→SUP/).waitFor();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await named(/^H8 CS→SUP/).waitFor();
    expect(await named(/^H12 /).count()).toBe(0);
  });

  it('finds, and goes from one find to the next', async () => {
    await open();
    await page.keyboard.press('/');
    await write('context');
    await page.locator('label').getByRole('status').filter({ hasText: '1' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => named(/^H3 /).getAttribute('aria-pressed')).toBe('true');
  });

  it('pulled from stage to stage makes the handoff between them', async () => {
    await open();
    await named(/^Stage Evaluation/).click();
    const knob = await page.locator('[data-connect="stage:evaluation"]').boundingBox();
    const to = await named(/^Stage Onboarding/).boundingBox();
    if (knob === null || to === null) throw new Error('nothing to pull');
    await page.mouse.move(knob.x + 6, knob.y + 6);
    await page.mouse.down();
    await page.mouse.move(to.x + 30, to.y + 12, { steps: 6 });
    await page.mouse.up();
    await named(/^H12 SE→IMP ?, Evaluation to Onboarding/).waitFor();
  });

  it('says a month’s figures of each handoff under the health lens', async () => {
    await open('/journey?lens=health');
    await named(/^H3 SDR→AE.*breaches rose.*n 3/).waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('draws nothing that is off the screen, of 500 handoffs', async () => {
    await open('/journey', 'large');
    await page.keyboard.press('f');
    await expect.poll(() => page.locator('[data-item^="handoff:"]').count()).toBe(500);
    for (let press = 0; press < 8; press++) {
      await page.keyboard.press('=');
      await page.waitForTimeout(250);
    }
    expect(await page.locator('[data-item^="handoff:"]').count()).toBeLessThan(120);
  });
});

describe('quick capture', () => {
  it('makes the handoff, its teams and its risk as one edit', async () => {
    await open();
    const before = await edits();
    await page.keyboard.press('n');
    await write('SDR -> Partner desk: discovery context gets lost');
    await page.keyboard.press('Enter');
    await named(/^H12 SDR→PD/).waitFor();
    expect(Number(await edits())).toBe(Number(before) + 1);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: /SDR → PD/ }).waitFor();
    await named(/^Undo: /).click();
    await expect.poll(() => named(/^H12 /).count()).toBe(0);
    expect(await page.getByRole('list', { name: 'Teams' }).getByText('Partner desk').count()).toBe(0);
  });

  it('says what is wrong with a line and keeps it', async () => {
    await open();
    const line = page.getByRole('textbox', { name: 'Quick capture' });
    await line.fill('SDR ->');
    await line.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'An arrow leads to nobody' }).waitFor();
    expect(await line.inputValue()).toBe('SDR ->');
    expect(await faults(page)).toEqual([]);
  });
});

describe('the outline', () => {
  const row = (id: string) => page.locator(`[data-row="${id}"]`);
  it('renames, reorders, gives away, connects and removes by keys alone', async () => {
    await open('/journey?view=outline');
    await row('stage:mql').click();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => page.locator('[data-row]').nth(1).textContent()).toContain('MQL');
    await page.keyboard.press('F2');
    await write('Qualified');
    await page.keyboard.press('Enter');
    await row('stage:mql').filter({ hasText: 'Qualified' }).waitFor();
    await page.keyboard.press('t');
    await page.getByRole('menuitem', { name: 'Support' }).press('Enter');
    await row('handoff:H1').filter({ hasText: 'SUP→OPS' }).waitFor();
    await row('stage:mql').focus();
    await page.keyboard.press('h');
    await page.getByRole('menuitem', { name: 'Adoption' }).press('Enter');
    await row('handoff:H12').filter({ hasText: 'SUP→CS' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await row('handoff:H12').focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => row('handoff:H12').count()).toBe(0);
  });

  it('folds, and goes through what is left', async () => {
    await open('/journey?view=outline');
    await row('team:mkt').click();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => row('stage:mql').count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-row'))).toBe('team:ops');
  });
});

describe('the presentation', () => {
  it('walks the journey, parks a question with its handoff, and edits nothing else', async () => {
    await open();
    const before = Number(await edits());
    await page.keyboard.press('p');
    await page.getByRole('heading', { name: 'The journey, in 11 handoffs' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: /Revenue operations → Sales development/ }).waitFor();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('p');
    await write('Who owns the weekend?');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Parked questions' }).getByText('Who owns the weekend?').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(Number(await edits())).toBe(before + 1);
  });

  it('what was parked is found again afterwards: in the inspector, the outline, by searching and beside the map', async () => {
    await open('/journey?handoff=H2');
    await page.keyboard.press('p');
    await page.keyboard.press('p');
    await write('Who owns the weekend?');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Parked questions' }).waitFor();
    await page.keyboard.press('Escape');
    const beside = page.getByRole('complementary');
    await beside.getByRole('button', { name: 'Close the inspector' }).click();
    await beside.getByRole('heading', { name: '1 parked question' }).waitFor();
    await beside.getByRole('button', { name: /^H2/ }).click();
    await beside.getByText('Who owns the weekend?').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('/');
    await write('weekend');
    await page.locator('label').getByRole('status').filter({ hasText: '1' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Outline', { exact: true }).click();
    await page.getByRole('row', { name: /H2.*1 parked question/ }).waitFor();
    await beside.getByRole('button', { name: 'Answered: Who owns the weekend?' }).click();
    await expect.poll(() => page.getByText('parked question').count()).toBe(0);
  });
});

describe('the lenses', () => {
  it('the health of another month can be looked at', async () => {
    await open('/journey?lens=health');
    const figures = () => named(/^H3 /).textContent();
    await named(/Month/).waitFor();
    const before = await figures();
    await named(/Month/).click();
    await page.getByRole('option', { name: 'Aug 2026' }).click();
    await expect.poll(figures).not.toBe(before);
    expect(await page.evaluate(() => location.hash)).toContain('month=2026-08');
    expect(await faults(page)).toEqual([]);
  });

  it('nothing lies over the map, and shown whole it begins right of the teams’ names', async () => {
    await openAt('/journey', { width: 1280, height: 720 });
    await page.keyboard.press('f');
    const map = await page.getByLabel('Map of the journey').boundingBox();
    const legend = await page.getByRole('list', { name: 'Legend' }).boundingBox();
    if (map === null || legend === null) throw new Error('no map');
    expect(legend.y).toBeGreaterThanOrEqual(map.y + map.height);
    const names = await page.getByRole('list', { name: 'Teams' }).boundingBox();
    const right = (names?.x ?? 0) + (names?.width ?? 0);
    await expect
      .poll(async () => (await named(/^Stage Case/).boundingBox())?.y ?? 9_999)
      .toBeLessThan(map.y + map.height - 20);
    expect((await named(/^Stage Inquiry/).boundingBox())?.x ?? 0).toBeGreaterThan(right);
  });

  it('from far away things keep their names for whoever hears them', async () => {
    await open('/journey', 'large');
    const spelled = await named(/^H25 /).textContent();
    await page.keyboard.press('f');
    await expect.poll(() => named(/^H25 /).textContent()).toBe('');
    expect(spelled).not.toBe('');
    expect(await faults(page)).toEqual([]);
  });
});

describe('publishing', () => {
  it('says beforehand which edits were set aside', async () => {
    await open('/journey', 'conflicts');
    await named('2 edits set aside').click();
    await page.getByText('there is no role').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Control+s');
    await page.getByRole('note', { name: 'Edits that were set aside' }).waitFor();
  });

  it('asks for who, why and from when, says what changes, and is then in the history', async () => {
    await open();
    await page.keyboard.press('Control+s');
    await page.getByRole('heading', { name: 'H2 Routing to sales accepted' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Say who publishes it').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Published by' }).fill('Dana');
    await page.getByRole('textbox', { name: 'Reason' }).fill('A backup for routing');
    await page.getByText('From a date').click();
    await page.getByRole('textbox', { name: 'Date' }).fill('2026-02-30');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Write a date as 2026-11-02').waitFor();
    await page.getByRole('textbox', { name: 'Date' }).fill('2026-11-02');
    await page.keyboard.press('Control+Enter');
    await page.getByText('v8 counts from 2 Nov 2026').waitFor();
    await draft().click();
    await page.getByRole('menuitem', { name: 'Versions of the policy' }).click();
    await named(/^v8.*A backup for routing/).waitFor();
    expect(await faults(page)).toEqual([]);
    await named(/^v6/).click();
    await named('Draft from v6').click();
    await page.getByText('The draft is as v6').waitFor();
    await expect.poll(() => named(/^Stage Expansion/).count()).toBe(0);
    await named(/^Undo: Restore version 6/).click();
    await named(/^Stage Expansion/).waitFor();
  });

  it('tries something out on a branch, and leaves the draft as it was', async () => {
    await open();
    await draft().click();
    await page.getByRole('menuitem', { name: 'Begin a branch' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Faster');
    await page.keyboard.press('Enter');
    await named(/^Faster/).waitFor();
    await named(/^H8 /).click();
    await page.keyboard.press('Delete');
    await expect.poll(() => named(/^H8 /).count()).toBe(0);
    await draft().click();
    await page.getByRole('menuitem', { name: 'Go to the draft' }).click();
    await named(/^H8 /).waitFor();
  });
});

it('a workspace open for reading only is walked and compared, and offers no edit', async () => {
  await open('/journey', 'readonly');
  await named(/^H2 /).click();
  await page.keyboard.press('Delete');
  await named('Compare').click();
  await page.getByRole('heading', { name: 'The draft against v7' }).waitFor();
  expect(await named(/^Publish/).count()).toBe(0);
  expect(await page.getByRole('textbox', { name: 'Quick capture' }).count()).toBe(0);
  expect(await page.locator('[data-item="handoff:H2"]').count()).toBe(1);
  expect(await faults(page)).toEqual([]);
});

describe.each(['light', 'dark', 'contrast'])('in %s', (theme) => {
  it.each(['', '?view=outline', '?lens=health', '?handoff=H2'])('/journey%s has no fault', async (search) => {
    await open(`/journey${search}`, '', theme);
    expect(await faults(page)).toEqual([]);
  });
});

it('Enter opens what is selected: the keys are in the inspector then', async () => {
  await open();
  await named(/^H2 /).first().click();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => page.evaluate(() => document.getElementById('journey-side')?.contains(document.activeElement)))
    .toBe(true);
});

it('what a problem points at comes into view on the map', async () => {
  await open('/journey', 'large');
  await page.getByText('No upstream stage supplies').click();
  await page.getByRole('button', { name: 'Go to it' }).click();
  await expect.poll(() => page.locator('[data-item="handoff:H6"]').getAttribute('aria-pressed')).toBe('true');
});
