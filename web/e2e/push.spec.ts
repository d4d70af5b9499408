import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { expect, openOverview, signIn, test } from './journey.ts';

/** The keys of a browser, of the example of RFC 8291. */
const KEYS = {
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
};

test('somebody switches notifications on, is told on the device, and is led to what it is about', async ({
  page,
  context,
}) => {
  await using service = await pushService();
  await allowPushes(context, service.url);
  await openOverview(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await page.goto('/notifications/preferences');
  const here = page.getByRole('switch', { name: 'On this device' });
  await expect(here).toBeEnabled();
  await expect(here).not.toBeChecked();
  await here.click();
  await expect(here).toBeChecked();
  await expect(page.getByText('this device', { exact: false }).first()).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Entered: On devices' })).toBeChecked();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

  const ruleId = await ruleOfMine(page);
  await ask(page, TRY, { input: { ruleId } });
  await expect.poll(() => service.taken.map((headers) => headers['content-encoding'])).toEqual(['aes128gcm']);
  expect(service.taken[0]?.authorization).toMatch(/^vapid t=/);

  await deliver(context, page, { title: 'Gate', body: 'A person entered Gate 1.', path: '/people', tag: 'n1', at: 1 });
  await expect.poll(() => shown(page)).toEqual([{ title: 'Gate', body: 'A person entered Gate 1.' }]);
  expect(await clicked(context)).toBe(new URL('/people', page.url()).href);
  await page.goto('/people');
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible();

  await page.goto('/notifications/preferences');
  await expect(here).toBeChecked();
  await here.click();
  await expect(here).not.toBeChecked();
  await expect(page.getByRole('list', { name: 'Your devices' })).toBeHidden();
  await ask(page, FORGET, { input: { ruleId } });

  await here.click();
  await expect(here).toBeChecked();
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(
    await page.evaluate(() => [localStorage.getItem('trekker-push'), sessionStorage.getItem('subscribed')]),
  ).toEqual([null, null]);
  await signIn(page);
  await page.goto('/notifications/preferences');
  await expect(here).not.toBeChecked();
  await expect(page.getByRole('list', { name: 'Your devices' })).toBeHidden();
});

test('where the permission is refused the page says what to do', async ({ page, context }) => {
  await context.clearPermissions();
  await page.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
  });
  await signIn(page);
  await page.goto('/notifications/preferences');
  await expect(page.getByText(/does not allow this page to notify you/)).toBeVisible();
  await expect(page.getByRole('switch', { name: 'On this device' })).toBeDisabled();
});

/** A push service on this machine. */
async function pushService() {
  const taken: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    taken.push(request.headers);
    request.resume().on('end', () => response.writeHead(201).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    taken,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`,
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Lets pages notify, and in place of the vendor's service, which nobody reaches from here, names that of the journey. */
async function allowPushes(context: BrowserContext, endpoint: string): Promise<void> {
  await context.grantPermissions(['notifications']);
  await context.addInitScript(
    ({ endpoint, keys }) => {
      const subscription = {
        endpoint,
        toJSON: () => ({ endpoint, keys }),
        unsubscribe: async () => {
          sessionStorage.removeItem('subscribed');
          return true;
        },
      };
      Object.assign(PushManager.prototype, {
        async subscribe() {
          sessionStorage.setItem('subscribed', '1');
          return subscription;
        },
        getSubscription: async () => (sessionStorage.getItem('subscribed') ? subscription : null),
      });
    },
    { endpoint, keys: KEYS },
  );
}

/** Hands the worker a push, as the browser does when one arrives. */
async function deliver(context: BrowserContext, page: Page, content: object): Promise<void> {
  const devtools = await context.newCDPSession(page);
  const registrationId = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations;
      if (registration) resolve(registration.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const { origin } = new URL(page.url());
  const data = JSON.stringify(content);
  await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await registrationId, data });
}

/** What the browser shows now. */
function shown(page: Page): Promise<{ title: string; body: string }[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return ((await registration?.getNotifications()) ?? []).map(({ title, body }) => ({ title, body }));
  });
}

/** Clicks what is shown, and gives the address that the worker opens: only a hand may open windows. */
async function clicked(context: BrowserContext): Promise<string> {
  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error('there is no worker');
  return worker.evaluate(async () => {
    const scope = self as unknown as {
      clients: { openWindow: (url: string) => Promise<null> };
      registration: ServiceWorkerRegistration;
      NotificationEvent: new (type: string, init: object) => Event;
    };
    const [notification] = await scope.registration.getNotifications();
    const opened = new Promise<string>((resolve) => {
      scope.clients.openWindow = async (url) => {
        resolve(url);
        return null;
      };
    });
    (self as unknown as EventTarget).dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
    return opened;
  });
}

/** A rule that tells who is signed in. */
async function ruleOfMine(page: Page): Promise<string> {
  const { viewer } = await ask<{ viewer: { user: { id: string } } }>(page, '{ viewer { user { id } } }', {});
  const input = { name: 'Told on devices', kinds: ['CROSSED'], inAppUserIds: [viewer.user.id] };
  const { createNotificationRule: made } = await ask<{ createNotificationRule: { rule: { id: string } } }>(page, MAKE, {
    input,
  });
  return made.rule.id;
}

const MAKE = `mutation($input: CreateNotificationRuleInput!) {
  createNotificationRule(input: $input) { rule { id } userErrors { message } }
}`;
const TRY = `mutation($input: TestNotificationRuleInput!) {
  testNotificationRule(input: $input) { deliveries { id } userErrors { message } }
}`;
const FORGET = `mutation($input: DeleteNotificationRuleInput!) {
  deleteNotificationRule(input: $input) { ruleId userErrors { message } }
}`;
