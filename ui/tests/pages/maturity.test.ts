import { afterEach, describe, expect, it } from 'vitest';
import { faults } from './faults';
import { openAt, page, troubles } from './stage';

/** The six capabilities: looked up, decided by a person, in words and as a drawing that words stand behind. */

afterEach(() => expect(troubles).toEqual([]));

async function open(situation = '', theme = 'light') {
  await openAt('/maturity', { situation, theme });
  await page.getByRole('heading', { name: 'Maturity' }).waitFor();
}
const said = (text: string | RegExp) => page.getByText(text).first().waitFor();

it.each(['light', 'dark', 'contrast'])('has no fault in %s', async (theme) => {
  await open('', theme);
  expect(await faults(page)).toEqual([]);
});

it('says without data what is not there', async () => {
  await open('empty');
  await said('There is no data yet');
  expect(await faults(page)).toEqual([]);
});

describe('a capability', () => {
  it('is walked to by keys, and the drawing says in words what it shows', async () => {
    await open();
    await page.getByRole('complementary', { name: 'Stage definitions' }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('complementary', { name: 'Handoff packet' }).waitFor();
    expect(page.url()).toContain('of=handoff_packet');
    expect(await page.getByRole('img', { name: /six capabilities/ }).getAttribute('aria-label')).toContain(
      'CS continuity: Ad hoc',
    );
  });

  it('is decided by a person, who says why where the evidence shows another level', async () => {
    await open();
    await page.getByRole('button', { name: /Say who acts/ }).click();
    await page.getByRole('option', { name: /Dana Okafor/ }).click();
    const pane = page.getByRole('complementary', { name: 'Stage definitions' });
    await pane
      .getByRole('button', { name: /^.*Decide/ })
      .first()
      .click();
    await page.getByRole('option', { name: /4 Measured/ }).click();
    await pane.getByRole('button', { name: 'Decide', exact: true }).click();
    await said('Say why it is another level than the evidence shows.');
    await pane.getByRole('textbox', { name: 'Because' }).fill('H7 goes live in a week');
    await pane.getByRole('button', { name: 'Decide', exact: true }).click();
    await said('Stage definitions is measured');
    await said('a level above what is proposed');
    await pane.getByText('H7 goes live in a week').waitFor();
  });

  it('cannot be decided where the file is open for reading only', async () => {
    await open('readonly');
    expect(await page.getByRole('form').count()).toBe(0);
  });
});
