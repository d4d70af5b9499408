import { expect, signIn, test } from './journey.ts';

test('a phone is added with its person, and told which address to report to', async ({ page }, { project }) => {
  const identifier = `phone-${project.name}-${Date.now()}`;
  await signIn(page);
  await page.goto('/trackers');
  await page.getByRole('button', { name: 'Add tracker' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of the tracker').fill(`Phone ${identifier}`);
  await dialog.getByLabel('Identifier').fill(identifier);
  await dialog.getByLabel('Carried by').selectOption({ label: 'A new person' });
  await dialog.getByLabel('Name of the person').fill(`Person ${identifier}`);
  await dialog.getByRole('button', { name: 'Add tracker' }).click();

  await dialog.getByRole('button', { name: 'Open a door' }).click();
  await dialog.getByText('Enter it by hand').click();
  await expect(dialog.getByLabel('Server URL')).toHaveValue(/^http:\/\/[^/]+:\d+\/i\/[^/]+\/$/);
  await expect(dialog.getByLabel('Device identifier')).toHaveValue(identifier);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('searchbox').fill(identifier);
  await expect(page.getByRole('row').filter({ hasText: identifier })).toContainText(`Person ${identifier}`);

  await page.goto(`/people?q=${identifier}`);
  await expect(page.getByRole('row').filter({ hasText: `Person ${identifier}` })).toContainText('Never');
});

test('a dialog opens that is asked for before the router hears of it', async ({ page }) => {
  await signIn(page);
  // The router replaces this function when it begins to listen; somebody quick was there before.
  await page.addInitScript(() => {
    let replaceState = history.replaceState.bind(history);
    Object.defineProperty(history, 'replaceState', {
      get: () => replaceState,
      set(listening: typeof replaceState) {
        replaceState(null, '', '/trackers?add-tracker=');
        replaceState = listening;
      },
    });
  });
  await page.goto('/trackers');
  await expect(page.getByRole('dialog').getByLabel('Name of the tracker')).toBeVisible();
});
