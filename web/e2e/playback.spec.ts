import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { addDrives, DRIVE_MS, placeAt, type Drive } from './drive.ts';
import { coloursAround, expect, markers, signIn, test } from './journey.ts';
import { addPhone } from './phone.ts';
import { addZone, archiveZone, placeBesideTheSite, type Zone } from './zone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

test('three drives are replayed at once, right at every instant, and taken elsewhere', async ({ page, context }, {
  project,
}) => {
  test.slow();
  const { zone, drives, from } = await prepare(page, `pb-${project.name}-${Date.now()}`);
  await page.goto(replayOf(drives, from, from + 2.25 * MINUTE_MS));
  await expectPlaces(page, { zone, drives, elapsedMs: 2.25 * MINUTE_MS });
  await page.goto(replayOf(drives, from, from + 10 * MINUTE_MS));
  await expectPlaces(page, { zone, drives: drives.slice(0, 2), elapsedMs: 10 * MINUTE_MS });
  await expect(lane(page, drives[2])).toContainText('No signal since');
  await expect.poll(async () => (await markers(page)).get(drives[2]?.trackerId ?? '')?.connection).toBe('DISCONNECTED');

  await test.step('played at 60 times, a minute passes in a second and markers move', async () => {
    await page.getByRole('slider', { name: 'Instant of the replay' }).press('Home');
    await expect.poll(async () => (await momentOf(page)).instant).toBe(from);
    const before = (await markers(page)).get(drives[0]?.trackerId ?? '');
    await page.getByRole('button', { name: 'Play', exact: true }).focus();
    await page.keyboard.press('Enter');
    const speed = await speedOf(page);
    expect(speed).toBeGreaterThan(40);
    expect(speed).toBeLessThan(80);
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await page.locator('h1').click();
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
    const after = (await markers(page)).get(drives[0]?.trackerId ?? '');
    expect(before && after && Math.hypot(after.x - before.x, after.y - before.y)).toBeGreaterThan(3);
    if (after) expect(await coloursAround(page, after)).toBeGreaterThan(8);
  });

  await test.step('a step leads to the next event', async () => {
    await page.getByRole('slider', { name: 'Instant of the replay' }).press('Home');
    await page.getByRole('button', { name: 'Next event' }).focus();
    const events = page.getByRole('list', { name: 'Events' });
    await expect(events.getByRole('button', { name: /Signal lost/ })).toBeVisible();
    await events.getByRole('button', { name: /Signal lost/ }).click();
    await expect.poll(async () => (await momentOf(page)).instant).toBe(from + 5 * MINUTE_MS);
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await momentOf(page)).instant).toBeGreaterThan(from + 5 * MINUTE_MS);
    const entered = events.getByRole('button', { name: `Entered ${zone.name}` });
    await entered.click();
    // Of several events of one instant the last is current.
    await expect(events.locator('[aria-current="true"]')).toHaveCount(1);
    await expect(events.getByRole('button', { name: 'Stopped' }).first()).toBeVisible();
    await page.getByRole('tab', { name: 'Stops' }).click();
    await expect(page.getByRole('list', { name: 'Stops' })).toContainText('Phone');
  });

  await test.step('pointing at the chart shows where everybody was then', async () => {
    // On a phone the map stays above what is scrolled, and may lie over it.
    await page.locator('[data-timeline]').evaluate((timeline) => timeline.scrollIntoView({ block: 'end' }));
    const box = await page.locator('[data-timeline]').boundingBox();
    if (!box) throw new Error('there is no line of time');
    await page.mouse.move(box.x + box.width * 0.75, box.y + 12);
    await expect(page.locator('[data-pointed]')).toContainText('km/h');
    const shown = () => page.evaluate(() => window.__trekkerMap?.rendered().length ?? 0);
    await expect.poll(shown).toBe(6);
    await page.mouse.move(box.x + box.width * 0.75, box.y - 60);
    await expect.poll(shown).toBe(3);
  });

  await test.step('a link leads back to the instant', async () => {
    await page.getByRole('button', { name: 'Copy link to this instant' }).click();
    const { instant } = await momentOf(page);
    const other = await context.newPage();
    await other.goto(page.url());
    await expect.poll(async () => (await momentOf(other)).instant).toBe(instant);
    await other.close();
  });

  await test.step('positions are saved as a file, or made into files together', async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByLabel('Format').selectOption('GPX');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: `Download ${drives[0]?.name}` }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text.match(/<trkpt/g)).toHaveLength(41);
    await page.getByLabel('Format').selectOption('CSV');
    await page.getByRole('button', { name: 'Make files of all' }).click();
    const link = page.getByRole('list', { name: 'Files that are ready' }).getByRole('link').first();
    const file = new URL((await link.getAttribute('href')) ?? '');
    file.hostname = '127.0.0.1';
    expect((await (await fetch(file)).text()).trim().split('\n').length).toBeGreaterThan(41);
    await page.getByRole('button', { name: 'Close' }).click();
  });

  await test.step('a position that comes late is told of, and loaded', async () => {
    await drives[2]?.phone.report(placeAt(2, zone, 10 * MINUTE_MS), from + 10 * MINUTE_MS);
    await expect(page.getByText(/late position|newer position/)).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.goto(replayOf(drives, from, from + 10 * MINUTE_MS));
    await expectPlaces(page, { zone, drives, elapsedMs: 10 * MINUTE_MS });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(async () => (await markers(page)).size).toBe(3);
    await expectAccessible(page);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(page.viewportSize()?.width);
  await archiveZone(page, zone);
});

test('who and when is chosen on the page, and what is not there is said', async ({ page }, { project }) => {
  const now = Date.now();
  const name = `pw-${project.name}-${now}`;
  await signIn(page);
  const place = await placeBesideTheSite(page);
  for (const number of [1, 2]) {
    const phone = await addPhone(page, `${name}-${number}`);
    // Whatever the hour is, yesterday was at one of these.
    for (const hours of [12, 30]) await phone.report(place, now - hours * HOUR_MS);
  }
  await page.goto('/playback');
  await expect(page.getByText('Nobody is replayed yet')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Choose who to replay' }).click();
  const dialog = page.getByRole('dialog');
  const found = dialog.getByRole('list', { name: 'Found' });
  await dialog.getByRole('searchbox').fill(name);
  for (const number of [1, 2]) await found.getByRole('checkbox', { name: `Phone ${name}-${number}` }).check();
  await expect(dialog.getByText('2 chosen')).toBeVisible();
  // Whom the search no longer finds is chosen still, and can be left out.
  await dialog.getByRole('searchbox').fill(`${name}-1`);
  await expect(found.getByRole('checkbox', { name: `Phone ${name}-2` })).toHaveCount(0);
  const chosen = dialog.getByRole('list', { name: 'Chosen' });
  await chosen.getByRole('button', { name: `Leave Phone ${name}-2 out` }).click();
  await expect(dialog.getByText('1 chosen')).toBeVisible();
  await dialog.getByRole('searchbox').fill(name);
  await found.getByRole('checkbox', { name: `Phone ${name}-2` }).check();
  await expect(chosen.getByRole('listitem')).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Replay' }).click();
  await expect(page).toHaveURL(/who=\w+%3A[0-9a-f-]{36}%2C/);
  await expect(page.locator('[data-lane]')).toHaveCount(2);
  await page.getByRole('button', { name: 'Yesterday' }).click();
  await expect(page).toHaveURL(/day=\d{4}-\d\d-\d\d/);
  await expect(page.locator('[data-place]')).toHaveCount(2);
  await page.getByLabel('Speed of the replay').selectOption('600');
  await page.getByRole('button', { name: 'Slower' }).click();
  await expect(page.getByLabel('Speed of the replay')).toHaveValue('300');
  await expect(page).toHaveURL(/speed=300/);

  await page.getByRole('button', { name: 'Custom' }).click();
  await page.getByLabel('From', { exact: true }).fill('2020-01-02T10:00');
  await page.getByLabel('To', { exact: true }).fill('2020-01-02T09:00');
  await expect(page.getByRole('button', { name: 'Show this time' })).toBeDisabled();
  await page.getByLabel('To', { exact: true }).fill('2020-01-02T11:00');
  await page.getByRole('button', { name: 'Show this time' }).click();
  await expect(page.getByText(/Nothing was recorded|carried no tracker|carried a tracker/).first()).toBeVisible();

  await page.goto('/people');
  await page
    .getByRole('link', { name: /^Replay / })
    .first()
    .click();
  await expect(page).toHaveURL(/\/playback\?who=person/);
  if (project.name === 'phone') expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

async function prepare(page: Page, name: string): Promise<{ zone: Zone; drives: Drive[]; from: number }> {
  // Whole minutes, long enough ago that the hour is over.
  const from = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 150 * MINUTE_MS;
  await signIn(page);
  const zone = await addZone(page, `Zone ${name}`, { validFrom: new Date(from - MINUTE_MS).toISOString() });
  return { zone, drives: await addDrives(page, name, { zone, from }), from };
}

function replayOf(drives: readonly Drive[], from: number, at: number): string {
  const parameters = new URLSearchParams({
    who: drives.map(({ trackerId }) => `tracker:${trackerId}`).join(','),
    from: new Date(from).toISOString(),
    to: new Date(from + DRIVE_MS + MINUTE_MS).toISOString(),
    at: new Date(at).toISOString(),
    speed: '60',
  });
  return `/playback?${parameters.toString()}`;
}

function lane(page: Page, drive: Drive | undefined) {
  return page.locator(`[data-lane="${drive?.trackerId}"]`);
}

/** Expects every tracker where its drive was, to the metre that is written. */
async function expectPlaces(
  page: Page,
  { zone, drives, elapsedMs }: { zone: Zone; drives: readonly Drive[]; elapsedMs: number },
): Promise<void> {
  for (const [index, drive] of drives.entries()) {
    const { latitude, longitude } = placeAt(index, zone, elapsedMs);
    await expect
      .poll(async () => {
        const text = (await lane(page, drive).locator('[data-place]').textContent()) ?? '';
        const [north = 0, east = 0] = text.split(' ·')[0]?.split(', ').map(Number) ?? [];
        return Math.max(Math.abs(north - latitude), Math.abs(east - longitude));
      })
      .toBeLessThan(0.000_02);
  }
}

/** The instant that is shown, and when it was looked at. */
async function momentOf(page: Page): Promise<{ instant: number; wall: number }> {
  return page.locator('[data-clock]').evaluate((clock) => ({
    instant: Date.parse(clock.getAttribute('datetime') ?? ''),
    wall: performance.now(),
  }));
}

/** How many times faster than that of the wall the time of the replay passes, measured in the page for four seconds. */
async function speedOf(page: Page): Promise<number> {
  return page.locator('[data-clock]').evaluate(async (clock) => {
    const moment = () => ({ instant: Date.parse(clock.getAttribute('datetime') ?? ''), wall: performance.now() });
    const changed = () =>
      new Promise<{ instant: number; wall: number }>((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve(moment());
        });
        observer.observe(clock, { attributes: true });
      });
    const first = await changed();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const second = await changed();
    return (second.instant - first.instant) / (second.wall - first.wall);
  });
}
