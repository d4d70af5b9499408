import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { expect, signIn, test, untilLive } from './journey.ts';
import { offScreen } from './off-screen.ts';
import { addPhone, type Phone } from './phone.ts';
import { addSite, type Site } from './site.ts';
import { archiveZone } from './zone.ts';

test('a drill lists who is inside, counts who reaches the station, and takes a warden’s word', async ({
  page,
  context,
}, { project }) => {
  test.slow();
  const name = `e2e-${project.name}-${Date.now()}`;
  await signIn(page);
  const walker = await addPhone(page, `${name}-a`);
  const silent = await addPhone(page, `${name}-b`);
  const site = await addSite(page, name);
  await goInside(page, site, [walker, silent]);

  await page.goto('/musters');
  await page.getByRole('button', { name: 'Start muster' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Place').selectOption({ label: site.name });
  await dialog.getByLabel('Name').fill(`Drill ${name}`);
  await dialog.getByRole('button', { name: 'Start now' }).click();
  await expect(page.getByRole('heading', { name: `Drill ${name}` })).toBeVisible();
  const counts = page.getByRole('region', { name: 'How people stand' });
  await expect(counts).toContainText('2 missing, 0 of 2 accounted for');
  const missing = page.getByRole('list', { name: 'Missing' });
  await expect(missing.getByRole('listitem')).toHaveCount(2);
  await expect(missing).toContainText(`Last in ${site.work.name}`);
  // On a phone, too, they are seen without scrolling, and the way here is in the bar.
  await expect(missing.getByRole('listitem').first()).toBeInViewport({ ratio: 0.4 });
  const way = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /A muster is going on/ });
  await expect(way).toBeVisible();
  if (project.name === 'phone') {
    await expect(counts.getByText('Injured')).toBeHidden();
    await counts.getByRole('button', { name: 'All figures' }).click();
    await expect(counts.getByText('Injured')).toBeVisible();
  }

  // Nobody is shown safe before a fix or a warden says so.
  for (let fix = 0; fix < 3; fix++) await walker.report(site.station.inside);
  await expect(counts).toContainText('1 missing, 1 of 2 accounted for');
  await expect(missing).not.toContainText(walker.person);

  await page.getByRole('button', { name: `${silent.person} is off site` }).click();
  await expect(counts).toContainText('0 missing, 2 of 2 accounted for');
  await expect(page.getByText('Nobody is missing.')).toBeVisible();
  await page.getByRole('button', { name: 'Accounted for 2' }).click();
  const accounted = page.getByRole('list', { name: 'Accounted for' });
  await expect(accounted.getByRole('listitem').filter({ hasText: walker.person })).toContainText(
    'seen there by a tracker',
  );
  await expect(accounted.getByRole('listitem').filter({ hasText: silent.person })).toContainText('a warden said so');

  await context.setOffline(true);
  await expect(page.getByText('You are offline. What you see may no longer be so.')).toBeVisible();
  await page.getByRole('button', { name: `${silent.person} is missing` }).click();
  await expect(page.getByText('1 mark waits to be sent.')).toBeVisible();
  const waiting = page.getByRole('listitem').filter({ hasText: silent.person });
  await expect(waiting).toContainText(/Missing, .*: not sent yet/);
  // Nobody stands otherwise before the server says so, and it is sent without anybody asking.
  await expect(counts).toContainText('0 missing, 2 of 2 accounted for');
  await context.setOffline(false);
  await untilLive(page);
  await expect(page.getByText('1 mark waits to be sent.')).toHaveCount(0);
  await expect(counts).toContainText('1 missing, 1 of 2 accounted for');

  await page.getByRole('tab', { name: 'Print' }).click();
  const paper = page.frameLocator('iframe[title="Printable list"]');
  await expect(paper.getByText(silent.person)).toBeVisible();

  await page.getByRole('tab', { name: 'Report' }).click();
  await expect(page.getByRole('img', { name: /^People accounted for over time/ })).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('1 person is still missing.');
  await page.getByRole('dialog').getByRole('button', { name: 'End the muster' }).click();
  await expect(page.getByText('Ended', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0);
  await leave(page, site);
});

test('a warden confirms who stands at a station that is not theirs', async ({ page, context }, { project }) => {
  test.slow();
  const name = `e2e-ask-${project.name}-${Date.now()}`;
  await signIn(page);
  const phone = await addPhone(page, name);
  const site = await addSite(page, name);
  const other = await addSite(page, `${name}-other`);
  const personId = await goInside(page, site, [phone]);
  await ask(page, ASSIGN, { input: { personId, stationIds: [other.station.id] } });
  const { startMuster } = await ask<{ startMuster: { muster: { id: string } | null } }>(page, START, {
    input: {
      placeId: await placeIdOf(page, site.name),
      mode: 'TEST',
      name,
      stationPolicy: 'ASK',
      stationIds: [site.station.id, other.station.id],
      idempotencyKey: name,
    },
  });
  await page.goto(`/musters/${startMuster.muster?.id}`);
  for (let fix = 0; fix < 3; fix++) await phone.report(site.station.inside);
  const confirm = page.getByRole('button', { name: `Confirm ${phone.person} at ${site.station.name}` });
  await expect(confirm).toBeVisible();
  await expect(page.getByRole('button', { name: 'To confirm 1' })).toBeVisible();
  await confirm.click();
  await expect(page.getByRole('region', { name: 'How people stand' })).toContainText('0 missing, 1 of 1 accounted for');

  // A reload without a network shows the last list with its age, and goes on by itself.
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible();
  const kept = page.getByRole('region', { name: name });
  await expect(kept).toContainText(/as it stood at \d\d:\d\d, \d+ min ago/);
  await expect(kept.getByRole('listitem').filter({ hasText: phone.person })).toContainText(
    `Safe · ${site.station.name}`,
  );
  expect(await offScreen(page)).toEqual([]);
  await expectAccessible(page);
  await context.setOffline(false);
  await untilLive(page);

  await ask(page, END, { input: { musterId: startMuster.muster?.id, cancelled: false } });
  await expect(page.getByText('Ended', { exact: true })).toBeVisible();
  // What is over is not kept.
  expect(await page.evaluate(() => sessionStorage.getItem('trekker-muster-list'))).toBeNull();
  await leave(page, site);
  await leave(page, other);
});

test('whoever opens a muster that nothing is told of learns it, and can try again', async ({ page }) => {
  await signIn(page);
  // A server that takes the connection and says nothing.
  await page.routeWebSocket(/graphql/, () => {});
  await page.goto('/musters/0199aaaa-0000-7000-8000-000000000000');
  await expect(page.getByText('This could not be loaded.')).toBeVisible();
  await page.unrouteAll();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Try again' }).click();
});

/** Lets people walk into the work zone and waits until they are counted there; gives the id of the first. */
async function goInside(page: Page, site: Site, phones: readonly Phone[]): Promise<string> {
  for (let fix = 0; fix < 3; fix++) for (const phone of phones) await phone.report(site.work.inside);
  const inside = () =>
    ask<Inside>(page, INSIDE, { id: site.work.id }).then(({ geofence }) => geofence.headcount.people.nodes);
  await expect.poll(async () => (await inside()).length).toBe(phones.length);
  return (await inside())[0]?.person.id ?? '';
}

async function placeIdOf(page: Page, name: string): Promise<string> {
  const { places } = await ask<{ places: { nodes: { id: string; name: string }[] } }>(page, PLACES, {});
  return places.nodes.find((place) => place.name === name)?.id ?? '';
}

async function leave(page: Page, { work, station }: Site): Promise<void> {
  await archiveZone(page, work);
  await archiveZone(page, station);
}

interface Inside {
  readonly geofence: { readonly headcount: { readonly people: { readonly nodes: { person: { id: string } }[] } } };
}

const INSIDE = `query($id: ID!) { geofence(id: $id) { headcount { people { nodes { person { id } } } } } }`;
const PLACES = `query { places(first: 500) { nodes { id name } } }`;
const ASSIGN = `mutation($input: SetAssignedStationInput!) { setAssignedStation(input: $input) { userErrors { message } } }`;
const START = `mutation($input: StartMusterInput!) { startMuster(input: $input) { muster { id } userErrors { message } } }`;
const END = `mutation($input: EndMusterInput!) { endMuster(input: $input) { muster { id } userErrors { message } } }`;
