import { afterEach, describe, expect, it } from 'vitest';
import { faults } from './faults';
import { openAt, page, troubles } from './stage';

/** Scenarios and their levers, what they give, calling off, and the replay; by keys and by pointer. */

afterEach(() => expect(troubles).toEqual([]));

async function open(place = '/simulate', situation = '', theme = 'light') {
  await openAt(place, { situation, theme, width: 1440, height: 900 });
}
const named = (name: RegExp | string) => page.getByRole('button', { name });
const done = () => page.getByText('20 replications').waitFor();
const headline = () =>
  page
    .getByText(/keep their target/)
    .first()
    .textContent();

describe('a scenario', () => {
  it('begins when a lever of the baseline is moved by keys, and is compared with it', async () => {
    await open('/simulate?scenario=assumptions');
    await done();
    const before = await headline();
    const people = page.getByRole('textbox', { name: 'People in SDR Vienna' });
    await named('One fewer: People in SDR Vienna').click();
    await page.getByRole('heading', { name: 'What if', level: 1 }).waitFor();
    await expect.poll(headline).toContain('worse by');
    expect(await people.inputValue()).toBe('4');
    const high = page.getByRole('slider', { name: /^Accept within, High/ });
    await high.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.getByRole('list', { name: 'Changes' }).getByRole('listitem').count()).toBe(2);
    expect(await high.getAttribute('aria-valuetext')).toBe('1 h 30 m');
    await done();
    expect(await faults(page)).toEqual([]);
    await named('Take back: SDR Vienna').click();
    await named(/Take back: H2 accept, High/).click();
    await page.getByText('Nothing is changed yet. Move').waitFor();
    // The same leads meet the same rules: what is left of a difference is chance.
    await expect.poll(headline).toContain(before?.slice(0, 2) ?? 'nothing');
    await expect.poll(headline).toContain('0.0 points may be chance');
  });

  it('is kept as it is edited, renamed, copied, removed and brought back', async () => {
    await open('/simulate?scenario=s2');
    await done();
    await page.getByRole('textbox', { name: 'Name' }).fill('Two leave in June');
    await page.getByRole('navigation', { name: 'Scenarios' }).getByText('Two leave in June').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('One more SDR, 30 minutes');
    await page.getByText('Another scenario has this name already.').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('Two leave in June');
    await expect.poll(() => page.getByText('has this name already').count()).toBe(0);
    await named('Copy this scenario').click();
    await page.getByRole('heading', { name: 'Two leave in June, copy' }).waitFor();
    await named('Remove this scenario').click();
    await named('Bring it back').click();
    await page.getByRole('heading', { name: 'Two leave in June, copy' }).waitFor();
    await named(/^One more SDR/).click();
    await named(/^Two leave in June SDR/).click();
    expect(await page.getByRole('textbox', { name: 'People in SDR Vienna' }).inputValue()).toBe('3');
  });

  it('gets another shift in the calendar’s words, and loses it with its last person', async () => {
    await open('/simulate?scenario=s1');
    await done();
    await named('Add a shift').first().click();
    await page.getByRole('menuitem', { name: /Around the clock/ }).click();
    await page.getByRole('textbox', { name: 'People in SDR Vienna, Around the clock' }).waitFor();
    await named('One fewer: People in SDR Vienna, Around the clock').click();
    await expect.poll(() => page.getByRole('textbox', { name: /Around the clock/ }).count()).toBe(0);
  });

  it('says by which test the week and the durations can be read: colours are also numbers', async () => {
    await open('/simulate?scenario=s2');
    await done();
    const week = page.getByRole('table', { name: 'In this scenario' });
    expect(await week.getByRole('row').count()).toBe(8);
    await page.getByText('Numbers', { exact: true }).click();
    const cell = week
      .getByRole('row', { name: /^Monday/ })
      .getByRole('cell')
      .nth(9);
    expect(Number(await cell.textContent())).toBeGreaterThan(0);
    await page.getByText('90 % within').click();
    await page
      .getByRole('row', { name: /H2.*High/ })
      .getByText(/\d+\sm/)
      .first()
      .waitFor();
    await named('Watch a simulated day').click();
    await page.getByRole('slider', { name: 'Time of the day' }).focus();
    await page.keyboard.press('End');
    await page.getByText('The Vienna desk closes').waitFor();
    // Motion is reduced here: nothing plays by itself, and steps go one by one.
    expect(await named('Play').count()).toBe(0);
    await named('A step back').click();
    expect(await faults(page)).toEqual([]);
  });
});

describe('questions behind the figures', () => {
  it('changes are ranked, each as if it were the only one', async () => {
    await open('/simulate?scenario=s1');
    await done();
    await named('Rank the changes').click();
    const rank = page.getByRole('table').filter({ hasText: 'Change, alone' });
    await rank.getByRole('row', { name: /SDR Vienna: 5 people → 6 people/ }).waitFor();
    await rank.getByRole('row', { name: /H2 accept, High: 1 h → 30 m/ }).waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('the smallest number of people is found, said with what was tried, and taken', async () => {
    await open('/simulate?scenario=s2');
    await done();
    await named('Find the smallest number').click();
    await named(/^So that/)
      .or(page.getByRole('button', { name: /So that/ }))
      .first()
      .click();
    await page.getByRole('option', { name: 'H2 accept, High' }).click();
    await page.getByRole('textbox', { name: /^Is kept by/ }).fill('all');
    await named('Find').click();
    await page.getByText('“all” is no share').waitFor();
    await page.getByRole('textbox', { name: /^Is kept by/ }).fill('90');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'What was tried' }).waitFor();
    const take = named(/^Take \d+$/);
    const count = (await take.textContent())?.match(/\d+/)?.[0];
    expect(await faults(page)).toEqual([]);
    await take.click();
    await expect.poll(() => page.getByRole('textbox', { name: 'People in SDR Vienna' }).inputValue()).toBe(count);
  });
});

describe('what a scenario rests on', () => {
  it('is the records where they foresee: people move nothing there, and lead to where they do', async () => {
    await open();
    await done();
    await page.getByRole('heading', { name: 'As the records show', level: 1 }).waitFor();
    expect(await page.getByRole('textbox', { name: /^People in/ }).count()).toBe(0);
    await named('Ask about people on assumptions').click();
    await page.getByRole('heading', { name: 'As assumed', level: 1 }).waitFor();
    await page.getByRole('textbox', { name: 'People in SDR Vienna' }).waitFor();
    await page.getByText('An assumption, not a forecast').click();
    await page.getByText('How long work takes is chosen').waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('says in money from where on a change pays', async () => {
    await open('/simulate?scenario=s2');
    await done();
    await page.getByText(/Break-even: it pays where a conversion is worth/).waitFor();
    // Kept with what came of it, and told apart in the list.
    await page
      .getByRole('navigation', { name: 'Scenarios' })
      .getByText(/kept, .* points/)
      .waitFor();
  });
});

describe('a run', () => {
  it('shows a first answer at once, and can be called off and taken up again', async () => {
    await open('/simulate?scenario=s1', 'slow-run');
    await page.getByText('A first answer of 4 replications').waitFor();
    await page.getByRole('row', { name: /H2.*High/ }).waitFor();
    await named('Cancel').click();
    await page.getByText('Called off: these figures are of few replications').waitFor();
    expect(await faults(page)).toEqual([]);
    await named('Run it').click();
    await page.getByText('getting sharper').waitFor();
  });

  it('that is impossible says why in a sentence, and keeps the last figures in sight', async () => {
    await open('/simulate?scenario=s2');
    await done();
    for (const crew of ['SDR Vienna', 'RevOps desk', 'AE DACH', 'Solutions'])
      await page.getByRole('textbox', { name: `People in ${crew}` }).fill('0');
    await page.getByText('nobody in this scenario is among them').waitFor();
    await page.getByText('The figures are of before the last change.').waitFor();
    await page.getByRole('row', { name: /H2.*High/ }).waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('is a lens of the map afterwards, and not before', async () => {
    await open('/journey');
    expect(await page.getByRole('radio', { name: /^Simulation/ }).isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'Simulate' }).click();
    await named(/^Two SDRs leave/).click();
    await done();
    await page.getByRole('link', { name: 'Journey' }).click();
    await page.getByRole('radio', { name: 'Simulation' }).click();
    await named(/^H2 .*fewer targets kept than today/).waitFor();
    await page.getByText('“Two SDRs leave”').waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

describe('a replay', () => {
  it('says what comes out otherwise, with ten records to read and what cannot be judged', async () => {
    await open('/simulate?view=replay');
    await page.locator('form').getByRole('button', { name: 'Replay' }).click();
    await page.getByText('42 meet or miss a target otherwise').waitFor();
    expect(await page.locator('summary').count()).toBe(10);
    await page.locator('summary').first().press('Enter');
    await page.getByText('Row 4 takes DACH: German-speaking desk.').first().waitFor();
    await page.getByText('which no import brought').waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('refuses a time that is none where it was typed, and can be called off', async () => {
    await open('/simulate?view=replay');
    await page.getByRole('textbox', { name: /^From/ }).fill('2026-13');
    await page.keyboard.press('Enter');
    await page.getByText('“2026-13” is not a month or a date').waitFor();
    await page.getByRole('textbox', { name: /^From/ }).fill('2026-08');
    await page.keyboard.press('Enter');
    await named('Cancel').click();
    await page.getByText('Called off; nothing was changed.').waitFor();
  });
});

describe.each(['light', 'dark', 'contrast'])('in %s', (theme) => {
  it.each([
    ['the baseline', '/simulate', '', '20 replications'],
    ['a poor fit', '/simulate', 'poor-fit', 'An assumption, not a forecast'],
    ['a poor fit, looked at', '/simulate?scenario=records', 'poor-fit', 'This is no forecast'],
    ['no history', '/simulate', 'no-history', 'no records to learn from'],
    ['nothing to play', '/simulate', 'unplayable', 'cannot be simulated yet'],
    ['what is impossible', '/simulate', 'impossible', 'nobody in this scenario'],
    ['what cannot be read', '/simulate', 'error', 'cannot be read beyond page 412'],
    ['reading only', '/simulate?scenario=s1', 'readonly', 'Open for reading only.'],
    ['a replay without records', '/simulate?view=replay', 'empty', 'no records to replay'],
  ])('%s has no fault', async (_, place, situation, words) => {
    await open(place, situation, theme);
    await page.getByText(words).first().waitFor();
    expect(await faults(page)).toEqual([]);
  });
});
