import { expectAccessible } from './accessibility.ts';
import { expect, signIn, test } from './journey.ts';

test('a guide is found, read and followed to the rules behind it', async ({ page }, { project }) => {
  await signIn(page);
  await page.goto('/help');
  await expect(page.getByRole('heading', { level: 1, name: 'Help' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: /For safety officers/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'For safety officers' })).toBeVisible();
  await expect(page).toHaveTitle(/For safety officers/);
  await expect(page.getByRole('columnheader', { name: 'state' })).toBeVisible();
  await expectAccessible(page);

  // The contents lead to a heading, which then stands in view.
  if (project.name === 'phone') await page.getByText('On this page').first().click();
  const evacuation = page.getByRole('heading', { name: 'Leading an evacuation' });
  await page.getByRole('link', { name: 'Leading an evacuation', exact: true }).filter({ visible: true }).click();
  await expect(page).toHaveURL(/#leading-an-evacuation$/);
  await expect(evacuation).toBeInViewport();

  // Documents lead to each other inside of the app.
  await page.getByRole('link', { name: 'who is accounted for' }).click();
  await expect(page).toHaveURL(/\/help\/mustering$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Who is accounted for' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );
});

test('headings of all documents are searched, and lines are copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page);
  await page.goto('/help');
  const search = page.getByRole('searchbox', { name: 'Search the headings' });
  await search.fill('nothing says this');
  await expect(page.getByText('No heading says that.')).toBeVisible();
  await search.fill('sending pos');
  await page
    .getByRole('list', { name: 'Headings found' })
    .getByRole('link', { name: /Sending positions/ })
    .click();
  await expect(page).toHaveURL(/\/help\/developer#sending-positions$/);
  await expect(page.getByRole('heading', { name: 'Sending positions' })).toBeInViewport();
  await page.getByRole('button', { name: 'Copy the lines' }).last().click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('/v1/positions');
  await page.goto('/help/configuration');
  await expect(page.getByRole('region', { name: /^Table: variable/ }).first()).toBeVisible();
  await expectAccessible(page);
});

test('what does not exist is told, and guides speak the language of the reader', async ({ page, context, baseURL }) => {
  await signIn(page);
  await page.goto('/help/no-such-document');
  await expect(page.getByText('There is nothing here')).toBeVisible();
  await context.addCookies([{ name: 'trekker-language', value: 'de', url: baseURL ?? '' }]);
  await page.goto('/help/dispatcher');
  await expect(page.getByRole('article')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('heading', { level: 1, name: 'Für Disponenten' })).toBeVisible();
  await page.goto('/help/api');
  await expect(page.getByRole('article')).toHaveAttribute('lang', 'en');
  await expect(page.getByText('Dieses Dokument gibt es nur auf Englisch.')).toBeVisible();
});
