import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { expect, signIn, test } from './journey.ts';
import { addZone, archiveZone } from './zone.ts';

test('a rule is made, tried, changed and deleted, and its deliveries are listed', async ({ page }, { project }) => {
  test.slow();
  const name = `e2e-rule-${project.name}-${Date.now()}`;
  await signIn(page);
  const zone = await addZone(page, `Zone ${name}`);
  const { viewer } = await ask<{ viewer: { user: { name: string } } }>(page, VIEWER, {});
  await page.goto('/notifications');
  await page.getByRole('button', { name: 'Add rule' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Save' }).click();
  // The server's word on what is missing stands where it belongs.
  await expect(dialog.getByText(/at least one/i).first()).toBeVisible();
  await dialog.getByLabel('Entered').check();
  await dialog.getByLabel(zone.name).check();
  const inApp = dialog.getByRole('group', { name: 'Tell in the app' });
  await inApp.getByLabel(viewer.user.name, { exact: true }).check();
  await dialog.getByLabel('Quiet from').fill('22:00');
  await dialog.getByLabel('Quiet to').fill('06:00');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  const rule = page.getByRole('list', { name: 'Rules' }).getByRole('listitem', { name, exact: true });
  await expect(rule).toContainText(`Entered`);
  await expect(rule).toContainText(zone.name);
  await expect(rule).toContainText('22:00 to 06:00');
  await rule.getByRole('button', { name: 'Send a trial' }).click();
  await expect(rule.getByRole('status')).toContainText('The trial told one recipient');
  await expect(rule.getByRole('status')).toContainText('Arrived');
  await rule.getByRole('button', { name: 'Switch off' }).click();
  await expect(rule).toContainText('Off');
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'Deliveries' }).click();
  const told = page.getByRole('list', { name: 'Deliveries' }).getByRole('listitem').first();
  await expect(told).toContainText('Arrived');
  await expect(told).toContainText(name);
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Rules' }).click();
  await rule.getByRole('button', { name: 'Delete' }).click();
  await rule.getByRole('button', { name: 'Really delete' }).click();
  await expect(rule).toHaveCount(0);
  await archiveZone(page, zone);
});

test('a webhook tells its secret once, gets a new one, and is switched off', async ({ page }, { project }) => {
  test.slow();
  await using hooks = await startHooks();
  const url = `${hooks.address}/${project.name}-${Date.now()}`;
  await signIn(page);
  await page.goto('/notifications');
  await page.getByRole('tab', { name: 'Webhooks' }).click();
  await page.getByRole('button', { name: 'Add webhook' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address').fill(url);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  const secret = dialog.getByLabel('Secret');
  await expect(secret).toHaveValue(/^whsec_/);
  const first = await secret.inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const endpoint = page.getByRole('list', { name: 'Webhooks' }).getByRole('listitem', { name: url });
  await expect(endpoint.getByLabel('Secret')).toHaveCount(0);
  await endpoint.getByRole('button', { name: 'New secret' }).click();
  await expect(endpoint.getByLabel('Secret')).toHaveValue(/^whsec_/);
  expect(await endpoint.getByLabel('Secret').inputValue()).not.toBe(first);
  await expect(endpoint).toContainText('Signed with the old secret as well until');
  await endpoint.getByRole('button', { name: 'Send a trial' }).click();
  await expect(endpoint.getByText('The trial:')).toBeVisible();
  await expect.poll(() => hooks.signatures.length).toBe(1);
  expect(hooks.signatures[0]).toMatch(/^v1,\S+ v1,\S+$/);
  await endpoint.getByRole('button', { name: 'Switch off' }).click();
  await expect(endpoint).toContainText('Nothing is sent here: it is switched off.');
  await expectAccessible(page);
  await endpoint.getByRole('button', { name: 'Delete' }).click();
  await endpoint.getByRole('button', { name: 'Really delete' }).click();
  await expect(endpoint).toHaveCount(0);
});

/** What takes webhooks on this machine; the signatures of those that came. */
async function startHooks() {
  const signatures: string[] = [];
  const server = createServer((request, response) => {
    signatures.push(String(request.headers['webhook-signature']));
    request.resume().on('end', () => response.writeHead(204).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signatures,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const VIEWER = `query { viewer { user { name } } }`;
