import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { e2eSettings } from './config.ts';
import { expect, signIn, test } from './journey.ts';

const PASSWORD = 'correct horse battery staple';

test('a list is saved as a view, opened again, changed, renamed and deleted', async ({ page }, { project }) => {
  const name = `Heard last ${project.name} ${Date.now()}`;
  await signIn(page);
  await page.goto('/people?kind=CONTRACTOR&sort=-name');
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  const menu = page.getByRole('button', { name: 'Views', exact: true });
  await menu.click();
  await page.getByRole('button', { name: 'Save as view…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type(name);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const shown = page.getByRole('button', { name: new RegExp(`^${name}`) });
  await expect(shown).toBeVisible();
  await expect(page).toHaveURL(/kind=CONTRACTOR&sort=-name&view=[\w-]+$/);
  const link = page.url();

  // Another list, and back by the menu.
  await page.goto('/people');
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await menu.click();
  await expectAccessible(page);
  await page.getByRole('list', { name: 'Views' }).getByRole('link', { name }).click();
  await expect(page).toHaveURL(link);
  await expect(page.getByRole('rowheader').filter({ hasText: 'Employee' })).toHaveCount(0);

  // What differs from it is said, undone and kept.
  const search = page.getByRole('searchbox');
  await search.fill('a');
  await expect(shown).toHaveText(/changed$/);
  await shown.click();
  await expect(page.getByText(`The list now differs from “${name}”.`)).toBeVisible();
  await page.getByRole('button', { name: 'Back to the view' }).click();
  await expect(page).toHaveURL(link);
  await expect(search).toHaveValue('');
  await expect(shown).not.toHaveText(/changed$/);
  await search.fill('a');
  await expect(shown).toHaveText(/changed$/);
  await shown.click();
  await page.getByRole('button', { name: 'Save the change' }).click();
  await expect(shown).not.toHaveText(/changed$/);

  // A link that names the view alone leads to what it keeps now.
  await page.goto(`/people?${new URL(link).searchParams.toString().replace(/^.*(?=view=)/, '')}`);
  await expect(search).toHaveValue('a');
  await expect(page).toHaveURL(/q=a/);

  await shown.click();
  await page.getByRole('button', { name: `Edit the view “${name}”` }).click();
  await dialog.getByLabel('Name', { exact: true }).fill(`${name} II`);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: `${name} II` })).toBeFocused();

  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Edit the view “${name} II”` }).click();
  await dialog.getByRole('button', { name: 'Delete view…' }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete view', exact: true }).click();
  await expect(menu).toBeVisible();
  await expect(page).not.toHaveURL(/view=/);
  await page.goto(link);
  await page.getByRole('button', { name: 'View not found' }).click();
  await expect(page.getByText('not there any more')).toBeVisible();
});

test('a shared view is found by others, who cannot change it, and by the palette', async ({ page, browser }, {
  project,
}) => {
  const name = `Cranes ${project.name} ${Date.now()}`;
  await signIn(page);
  const { saveView } = await ask<{ saveView: { view: { id: string } } }>(page, SAVE, {
    input: { list: 'ASSETS', name, parameters: 'sort=-name' },
  });
  const theirs = await signInAsDispatcher(page, browser);
  await theirs.goto('/trackers');
  const menu = theirs.getByRole('button', { name: 'Views', exact: true });
  await menu.click();
  await expect(theirs.getByText('No views yet')).toBeVisible();
  await theirs.goto('/assets');
  await menu.click();
  const views = theirs.getByRole('list', { name: 'Views' });
  await expect(views.getByRole('link', { name: 'Everything, by name' })).toBeVisible();
  await expect(theirs.getByText('Loading views')).toHaveCount(0);
  await expect(views.getByRole('link', { name })).toHaveCount(0);

  await page.goto('/assets');
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await page.getByRole('button', { name: `Edit the view “${name}”` }).click();
  await page
    .getByRole('dialog')
    .getByLabel(/^Share with everybody/)
    .check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  await theirs.reload();
  await menu.click();
  const entry = theirs.getByRole('listitem').filter({ hasText: name });
  await expect(entry).toContainText('Shared by');
  await expect(entry.getByRole('button')).toHaveCount(0);
  await theirs.keyboard.press('Escape');
  await expect(entry).toBeHidden();
  await expect(menu).toBeFocused();
  await theirs.goto('/');
  await theirs.keyboard.press('Control+k');
  await theirs.getByRole('combobox', { name: 'Go anywhere' }).fill(name);
  await theirs.getByRole('option', { name }).click();
  await expect(theirs).toHaveURL(new RegExp(`/assets\\?sort=-name&view=${saveView.view.id}$`));
  await expect(theirs.getByRole('button', { name })).toBeVisible();
  await theirs.context().close();
  await ask(page, 'mutation D($input: DeleteViewInput!) { deleteView(input: $input) { viewId } }', {
    input: { viewId: saveView.view.id },
  });
});

test('a name that is taken is said in the form, and views that do not come can be asked for again', async ({
  page,
  context,
}, { project }) => {
  const name = `Taken ${project.name} ${Date.now()}`;
  await signIn(page);
  await ask(page, SAVE, { input: { list: 'TRACKERS', name, parameters: '' } });
  let failing = true;
  await page.route('**/graphql', (route) =>
    failing && route.request().postData()?.includes('"operationName":"SavedViews"')
      ? route.fulfill({ json: { data: null, errors: [{ message: 'silent', extensions: { code: 'UNAVAILABLE' } }] } })
      : route.fallback(),
  );
  await page.goto('/trackers');
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await expect(page.getByText('The views could not be loaded.')).toBeVisible();
  failing = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('list', { name: 'Views' }).getByRole('link', { name })).toBeVisible();
  await page.getByRole('button', { name: 'Save as view…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name.toUpperCase());
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByText('You have a view of this name already.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Name', { exact: true }).fill(`${name} II`);
  await context.setOffline(true);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByText('Trekker does not answer.')).toBeVisible();
  await context.setOffline(false);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: `${name} II` })).toBeVisible();
});

const SAVE = 'mutation S($input: SaveViewInput!) { saveView(input: $input) { view { id } } }';

/** A page of somebody who administers nothing. */
async function signInAsDispatcher(page: Page, browser: Browser): Promise<Page> {
  const signInName = `dispatcher-${Date.now()}`;
  const { createUser } = await ask<{ createUser: { user: { id: string } } }>(
    page,
    'mutation C($input: CreateUserInput!) { createUser(input: $input) { user { id } } }',
    { input: { signInName, name: 'Dora Dispatcher', password: PASSWORD } },
  );
  await ask(page, 'mutation G($input: GrantRoleInput!) { grantRole(input: $input) { grant { id } } }', {
    input: { userId: createUser.user.id, role: 'DISPATCHER' },
  });
  const theirs = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await theirs.goto('/sign-in');
  const tenant = theirs.getByLabel('Organisation');
  if (await tenant.isVisible()) await tenant.fill(e2eSettings().tenant);
  await theirs.getByLabel('Sign-in name').fill(signInName);
  await theirs.getByLabel('Password').fill(PASSWORD);
  await theirs.getByRole('button', { name: 'Sign in' }).click();
  await expect(theirs).toHaveURL(/\/$/);
  return theirs;
}
