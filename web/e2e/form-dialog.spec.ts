import { expectAccessible } from './accessibility.ts';
import { expect, signIn, test } from './journey.ts';

test('a form begins at its first field, and Escape asks before what was entered is lost', async ({ page }) => {
  await signIn(page);
  await page.goto('/people');
  const dialog = page.getByRole('dialog');
  const open = () => page.getByRole('button', { name: 'Add person' }).click();
  await open();
  const name = dialog.getByLabel('Name');
  await expect(name).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await open();
  await page.keyboard.type('Ada');
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('alert')).toHaveText('What you entered is not saved.');
  await expect(dialog.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toBeHidden();
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Ada');

  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog).toBeHidden();

  await open();
  await page.keyboard.type('Ada');
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await open();
  await expect(name).toHaveValue('');
});

test('what is refused is said where it was entered, and sent once', async ({ page }) => {
  await signIn(page);
  await page.goto('/trackers?add-tracker=');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Refused');
  await dialog.getByLabel('Identifier').fill('taken');
  let sent = 0;
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes('"operationName":"AddTracker"')) return route.fallback();
    sent += 1;
    await new Promise((resolve) => setTimeout(resolve, 300));
    const refusal = { field: ['input', 'identifier'], code: 'IDENTIFIER_TAKEN', message: 'taken', params: [] };
    const addTracker = {
      __typename: 'AddTrackerPayload',
      tracker: null,
      userErrors: [{ __typename: 'UserError', ...refusal }],
    };
    await route.fulfill({ json: { data: { addTracker } } });
  });
  await dialog.locator('form').evaluate((form: HTMLFormElement) => {
    form.requestSubmit();
    form.requestSubmit();
  });
  const identifier = dialog.getByLabel('Identifier');
  await expect(identifier).toHaveAccessibleDescription('Another tracker already uses this identifier.');
  await expect(identifier).toBeFocused();
  expect(sent).toBe(1);
});

test('a file chooser that is left leaves the dialog open, and a file that was moved is told of', async ({ page }) => {
  await signIn(page);
  await page.goto('/zones?import-zones=');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('File').evaluate((file) => file.dispatchEvent(new Event('cancel', { bubbles: true })));
  await expect(dialog.getByLabel('File')).toBeVisible();

  await page.evaluate(() => {
    Blob.prototype.text = () => Promise.reject(new DOMException('moved', 'NotReadableError'));
  });
  await dialog.getByLabel('File').setInputFiles({ name: 'a.kml', mimeType: 'text/xml', buffer: Buffer.from('<kml/>') });
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(dialog.getByLabel('File')).toHaveAccessibleDescription(/The file could not be read/);
});
