import { expect, signIn, test, untilLive } from './journey.ts';

test('the list of people is searched, filtered and ordered by the server, and its address says how', async ({
  page,
}) => {
  await signIn(page);
  await page.goto('/people');
  const rows = page.getByRole('rowheader');
  await expect(rows.first()).toBeVisible();
  const count = page.getByRole('status').filter({ hasText: /people|person/ });
  const all = Number.parseInt((await count.textContent()) ?? '', 10);
  const first = (await rows.first().getByRole('link').textContent()) ?? '';
  expect(all).toBeGreaterThan(1);

  await page.goto('/people?sort=-name');
  await expect(rows.first().getByRole('link')).not.toHaveText(first);
  await page.goto(`/people?q=${encodeURIComponent(first)}`);
  await expect(page.getByRole('searchbox')).toHaveValue(first);
  await expect(rows.first().getByRole('link')).toHaveText(first);
  await expect.poll(async () => Number.parseInt((await count.textContent()) ?? '', 10)).toBeLessThan(all);

  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('nobody is called like this');
  await expect(page.getByText('No match')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).last().click();
  await expect(rows.first()).toBeVisible();
  await expect(page).toHaveURL(/\/people$/);

  await page.getByRole('searchbox').press('ArrowDown');
  await expect(rows.nth(0).getByRole('link')).toBeFocused();
  await page.keyboard.press('j');
  await expect(rows.nth(1).getByRole('link')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: first })).toBeVisible();
});

test('filters by kind, connection, unit and zone narrow the list', async ({ page }) => {
  await signIn(page);
  await page.goto('/people');
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  const panel = page.getByRole('button', { name: /^Filters/ });
  if (await panel.isVisible()) await panel.click();
  const contractors = page.getByRole('button', { name: /^Contractor/ });
  await expect(contractors).toHaveText(/\d$/);
  const counted = /\d+$/.exec((await contractors.textContent()) ?? '')?.[0];
  await contractors.click();
  await expect(page).toHaveURL(/kind=CONTRACTOR/);
  await expect(page.getByRole('rowheader').first()).toContainText('Contractor');
  await expect(page.getByRole('status').filter({ hasText: /people|person/ })).toContainText(`${counted} `);
  await expect(page.getByRole('rowheader').filter({ hasText: 'Employee' })).toHaveCount(0);
  await page.getByLabel('Zone').selectOption({ label: 'In any zone' });
  await expect(page).toHaveURL(/zone=any/);
  await page.getByLabel('Unit').selectOption({ index: 1 });
  await expect(page).toHaveURL(/unit=/);
  await page.reload();
  await expect(page).toHaveURL(/kind=CONTRACTOR/);
  if (await panel.isVisible()) await expect(panel).toHaveText('Filters (3)');
});

test('trackers tell how many there are of each connection, and the list says when it is offline', async ({
  page,
  context,
}) => {
  await signIn(page);
  await page.goto('/trackers?connection=DISCONNECTED');
  await untilLive(page);
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Disconnected' }).first()).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Connected', exact: true })).toHaveCount(0);
  await context.setOffline(true);
  await expect(page.getByText('You are offline')).toBeVisible();
  await context.setOffline(false);
  await untilLive(page);
  await expect(page.getByText('You are offline')).toBeHidden();
});

test('whoever opens a row while still typing gets there, and comes back to what was typed', async ({ page }) => {
  await signIn(page);
  await page.goto('/zones');
  const rows = page
    .getByRole('main')
    .getByRole('region')
    .getByRole('listitem')
    .getByRole('link', { name: /^(?!Show)/ });
  const name = (await rows.first().textContent()) ?? '';
  await page.getByRole('searchbox').fill(name);
  await rows.first().click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue(name);
});
