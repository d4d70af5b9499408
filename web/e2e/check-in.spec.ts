import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { ask } from './ask.ts';
import { e2eSettings } from './config.ts';
import { expect, signIn, test } from './journey.ts';
import { addPerson } from './person.ts';
import { scan } from './qr.ts';
import { addSite } from './site.ts';
import { videoOfCode } from './video-of-code.ts';
import { addZone, archiveZone } from './zone.ts';

test('a code on a screen checks somebody in by the camera of a phone, until it is taken back', async ({ page }, {
  project,
}) => {
  test.slow();
  const name = `e2e-code-${project.name}-${Date.now()}`;
  await signIn(page);
  const zone = await addZone(page, `Zone ${name}`);
  const person = await addPerson(page, `Person ${name}`);
  await page.goto(`/zones/${zone.id}`);
  await page.getByRole('link', { name: 'Show a code' }).click();
  await page.getByRole('button', { name: 'Show the code' }).click();
  const qr = page.getByRole('img', { name: `QR code to check in at ${zone.name}` });
  await expect(qr).toBeVisible();
  await expect(page.getByRole('region', { name: 'Code' })).toContainText(/Holds until .*Ends in/);
  await expectAccessible(page);
  const address = await scan(qr);
  expect(new URL(address ?? '').pathname).toBe('/check-in');

  await withCamera(address ?? '', { size: page.viewportSize() }, async (guard) => {
    await guard.getByRole('button', { name: 'Turn the camera on' }).click();
    const where = guard.getByRole('region', { name: 'Where' });
    await expect(where).toContainText(zone.name);
    await expectAccessible(guard);
    await checkIn(guard, person.name);
    const done = guard.getByRole('list', { name: 'Checked in' });
    await expect(done).toContainText(person.name);
    await expect(done).toContainText('Counted here now');
    await expect.poll(() => presentIn(page, zone.id)).toEqual([person.id]);

    await page.getByRole('button', { name: 'Take back all codes' }).click();
    await page.getByRole('button', { name: 'Take them back' }).click();
    await expect(page.getByText('This code was taken back.')).toBeVisible();
    // The other screen learns it by itself, and offers nothing any more.
    await expect(where).toContainText('This code was taken back.');
    await expect(guard.getByRole('button', { name: 'Choose who checks in' })).toHaveCount(0);
  });
  await archiveZone(page, zone);
});

test('a code of a station says in a muster that somebody is there', async ({ page }, { project }) => {
  test.slow();
  const name = `e2e-station-${project.name}-${Date.now()}`;
  await signIn(page);
  const site = await addSite(page, name);
  const person = await addPerson(page, `Person ${name}`);
  await ask(page, MARK_IN, { input: { personId: person.id, geofenceId: site.work.id, kind: 'IN' } });
  await expect.poll(() => presentIn(page, site.work.id)).toEqual([person.id]);
  const musterId = await startDrill(page, { site: site.name, name });
  await page.goto(`/musters/${musterId}`);
  await expect(page.getByRole('region', { name: 'How people stand' })).toContainText('1 missing');
  await page.getByRole('link', { name: 'Codes of stations' }).click();
  await expect(page.getByLabel('For', { exact: true })).toHaveValue(`station:${musterId}:${site.station.id}`);
  await page.getByRole('button', { name: 'Show the code' }).click();
  await page.getByText('The code as text').click();
  const text = await page.locator('details p').innerText();

  await page.getByRole('link', { name: 'Scan a code' }).click();
  await page.getByText('Type the code instead').click();
  await page.getByLabel('Code', { exact: true }).fill('nonsense');
  await page.getByRole('button', { name: 'Use this code' }).click();
  await expect(page.getByText('This is no code for checking in.')).toBeVisible();
  await page.getByLabel('Code', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Use this code' }).click();
  await expect(page.getByRole('region', { name: 'Where' })).toContainText(site.station.name);
  await checkIn(page, person.name);
  await expect(page.getByRole('list', { name: 'Checked in' })).toContainText('Safe');
  await page.goto(`/musters/${musterId}`);
  await expect(page.getByRole('region', { name: 'How people stand' })).toContainText('0 missing');
  await ask(page, END, { input: { musterId, cancelled: false } });
  for (const zone of [site.work, site.station]) await archiveZone(page, zone);
});

test('who gives no camera is told why, and reads a picture of the code', async ({ page, context }, { project }) => {
  const name = `e2e-picture-${project.name}-${Date.now()}`;
  await signIn(page);
  const zone = await addZone(page, `Zone ${name}`);
  await page.goto(`/check-in/code?for=zone:${zone.id}`);
  await page.getByRole('button', { name: 'Show the code' }).click();
  const picture = await page.getByRole('img', { name: /^QR code/ }).screenshot();
  await context.clearPermissions();
  await page.goto('/check-in');
  await page.getByRole('button', { name: 'Turn the camera on' }).click();
  await expect(page.getByText(/^(No camera was found|The camera is not allowed)/)).toBeVisible();
  await expectAccessible(page);
  const file = page.getByLabel('Read a picture of a code');
  await file.setInputFiles({ name: 'blank.png', mimeType: 'image/png', buffer: BLANK });
  await expect(page.getByText('There is no readable code in this picture.')).toBeVisible();
  await file.setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: picture });
  await expect(page.getByRole('region', { name: 'Where' })).toContainText(zone.name);
  await archiveZone(page, zone);
});

/** Checks somebody in on a page that has read a code. */
async function checkIn(page: Page, person: string): Promise<void> {
  await page.getByRole('button', { name: 'Choose who checks in' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Search people').fill(person);
  await dialog.getByRole('button', { name: person }).click();
}

/** A second browser, signed in, whose camera sees a code. */
async function withCamera(
  text: string,
  { size }: { readonly size: { width: number; height: number } | null },
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'trekker-camera-'));
  let browser: Browser | undefined;
  try {
    const video = join(folder, 'code.y4m');
    await writeFile(video, videoOfCode(text));
    const args = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${video}`];
    const { chromium: executablePath, url: baseURL } = e2eSettings();
    browser = await chromium.launch({
      executablePath,
      args: [...args, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    });
    const context = await browser.newContext({ baseURL, viewport: size, locale: 'en-GB', permissions: ['camera'] });
    const page = await context.newPage();
    await signIn(page);
    await page.goto('/check-in');
    await work(page);
  } finally {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function presentIn(page: Page, id: string): Promise<string[]> {
  const { geofence } = await ask<Inside>(page, INSIDE, { id });
  return geofence.headcount.people.nodes.map(({ person }) => person.id);
}

async function startDrill(page: Page, { site, name }: { site: string; name: string }): Promise<string> {
  const { places } = await ask<{ places: { nodes: { id: string; name: string }[] } }>(page, PLACES, {});
  const placeId = places.nodes.find((place) => place.name === site)?.id;
  const { startMuster } = await ask<{ startMuster: { muster: { id: string } } }>(page, START, {
    input: { placeId, mode: 'TEST', name, idempotencyKey: name },
  });
  return startMuster.muster.id;
}

interface Inside {
  readonly geofence: { readonly headcount: { readonly people: { readonly nodes: { person: { id: string } }[] } } };
}

// One white pixel.
const BLANK = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
  'base64',
);
const INSIDE = `query($id: ID!) { geofence(id: $id) { headcount { people { nodes { person { id } } } } } }`;
const PLACES = `query { places(first: 500) { nodes { id name } } }`;
const MARK_IN = `mutation($input: MarkPresenceInput!) { markPresence(input: $input) { mark { id } userErrors { message } } }`;
const START = `mutation($input: StartMusterInput!) { startMuster(input: $input) { muster { id } userErrors { message } } }`;
const END = `mutation($input: EndMusterInput!) { endMuster(input: $input) { muster { id } userErrors { message } } }`;
