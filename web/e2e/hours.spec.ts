import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { expect, signIn, test } from './journey.ts';
import { offScreen } from './off-screen.ts';

test('a week of hours by crew leads to the positions behind a day, beside the grid', async ({ page }, { project }) => {
  // The people of the demo are still uploading what their phones recorded.
  test.setTimeout(240_000);
  await signIn(page);
  const table = page.getByRole('table', { name: 'Hours' });
  await weekWithHours(page);

  const first = table
    .getByRole('rowgroup')
    .filter({ has: page.locator('td button', { hasText: WORKED }) })
    .first();
  // The crew itself, whether or not its people are shown.
  const crew = page.locator(`[id="${await first.getAttribute('id')}"]`);
  const head = crew.getByRole('button', { expanded: true });
  await expect(head).toContainText(/\d+ (person|people)/);
  await expect(crew.getByRole('row').first()).toContainText(/\d+:\d\d/);
  const rows = await crew.getByRole('row').count();
  expect(rows).toBeGreaterThan(1);
  await head.press('Enter');
  await expect(crew.getByRole('row')).toHaveCount(1);
  await crew.getByRole('button', { expanded: false }).click();
  await expect(crew.getByRole('row')).toHaveCount(rows);
  await expect(table.getByRole('row').last()).toContainText(/^All\d+ people.*\d+:\d\d/);

  const cell = crew.locator('td button', { hasText: WORKED }).first();
  await cell.click();
  await expect(page).toHaveURL(/\/hours\?.*person=.*&day=\d{4}-\d\d-\d\d/);
  const day = page.getByRole('complementary', { name: 'Evidence of a day' });
  const evidence = day.getByRole('region', { name: 'Evidence' });
  await expect(evidence).toContainText(/\d+ positions? of /);
  await expect(evidence).toContainText(/began: [\d.]+ m inside/);
  await expect(evidence.locator('canvas')).toBeVisible();
  if (project.name === 'desk') await expect(cell).toHaveAttribute('aria-pressed', 'true');
  await lookAt(page);
  await page.reload();
  await expect(evidence).toContainText(/\d+ positions? of /);
  await page.keyboard.press('Escape');
  await expect(day).toHaveCount(0);
  await expect(table).toBeVisible();

  await first.getByRole('rowheader').nth(1).getByRole('button').click();
  await day.getByRole('group', { name: 'Days of the week' }).getByRole('button').first().click();
  await expect(page).toHaveURL(/&day=\d{4}-\d\d-\d\d/);
  await day.getByRole('link', { name: 'The whole week' }).click();
  await expect(page).toHaveURL(/\/hours\/[^?]+\?week=\d{4}-\d\d-\d\d/);
});

test('hours by crew are read in German and in the dark', async ({ page, baseURL: url = '' }) => {
  await signIn(page);
  await page.context().addCookies([
    { name: 'trekker-language', value: 'de', url },
    { name: 'trekker-theme', value: 'dark', url },
  ]);
  await page.goto('/hours');
  await expect(page.getByRole('rowgroup').nth(1)).toContainText(/Person/);
  await lookAt(page);
  await page.getByRole('rowgroup').nth(1).getByRole('rowheader').nth(1).getByRole('button').click();
  await expect(page.getByRole('complementary', { name: 'Nachweis eines Tages' })).toContainText('Die ganze Woche');
  await lookAt(page);
});

test('a week of one person leads to the positions behind a stretch of a day', async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page);
  await weekWithHours(page);
  await page.locator('td button', { hasText: WORKED }).first().click();
  await page.getByRole('link', { name: 'The whole week' }).click();
  const evidence = page.getByRole('region', { name: 'Evidence' });
  await expect(evidence).toContainText('Choose a stretch of a day');
  await page
    .getByRole('button', { name: /Work.*[1-9]:\d\d$/ })
    .first()
    .click();
  await expect(evidence).toContainText(/\d+ positions? of /);
  await expect(evidence.locator('canvas')).toBeVisible();

  await page.getByText('How hours follow from visits').click();
  await expect(page.getByText('between two visits counts as work')).toBeVisible();
  await page.getByRole('button', { name: 'Week after' }).click();
  await page.getByRole('button', { name: 'Week after' }).click();
  await expect(page.getByRole('button', { name: 'This week' })).toBeVisible();
});

test('a person that does not exist, and one of another address, has no day', async ({ page }) => {
  await signIn(page);
  await page.goto('/hours?person=01980000-0000-7000-8000-000000000000');
  const day = page.getByRole('complementary', { name: 'Evidence of a day' });
  await expect(day).toContainText('This person does not exist, or you may not see them.');
  await day.getByRole('button', { name: 'Close the evidence' }).click();
  await expect(day).toHaveCount(0);
  const { people } = await ask<{ people: { totalCount: number } }>(page, COUNT, {});
  await expect(page.getByRole('row').last()).toContainText(`All${people.totalCount} people`);
});

/** Opens a week in which somebody worked. */
async function weekWithHours(page: Page): Promise<void> {
  const days = page.getByRole('table', { name: 'Hours' }).locator('td button', { hasText: WORKED });
  await expect(async () => {
    await page.goto('/hours');
    await expect(page.getByRole('rowheader').first()).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    // On a Monday the last working day lies in the week before.
    if ((await days.count()) < SOME_DAYS) await page.getByRole('button', { name: 'Week before' }).click();
    await expect(days.nth(SOME_DAYS)).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 120_000 });
}

async function lookAt(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  expect(await offScreen(page)).toEqual([]);
  await expectAccessible(page);
}

/** More than an hour of a day. */
const WORKED = /[1-9]\d*:\d\d/;
const SOME_DAYS = 5;
const COUNT = `query { people(first: 1) { totalCount } }`;
