import { expectAccessible } from './accessibility.ts';
import { e2eSettings } from './config.ts';
import { expect, signIn, test } from './journey.ts';

test('a key is made, used by a program, and refused once it is revoked', async ({ page }, { project }) => {
  const name = `Key ${project.name} ${Date.now()}`;
  await signIn(page);
  await page.goto('/developers');
  await page.getByRole('button', { name: 'Make a key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('trackers:read').check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Make it' }).click();
  const secret = await dialog.getByLabel('Secret').inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('trackers:read');
  await expect(row).toContainText('Never');
  const ask = async (query: string) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
    const answer = await fetch(e2eSettings().gatewayUrl, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return (await answer.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  };
  expect((await ask('{ trackers(first: 1) { totalCount } }')).errors).toBeUndefined();
  expect((await ask('{ users { totalCount } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  await row.getByRole('button', { name: 'Revoke' }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toContainText('Revoked');
  expect((await ask('{ trackers(first: 1) { totalCount } }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('whoever writes programs is led to what became of webhooks', async ({ page }) => {
  await signIn(page);
  await page.goto('/developers');
  await page.getByRole('link', { name: 'What was delivered' }).click();
  await expect(page.getByRole('tab', { name: 'Deliveries' })).toHaveAttribute('aria-selected', 'true');
});
