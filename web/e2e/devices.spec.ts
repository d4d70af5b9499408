import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, signIn, test } from './journey.ts';
import { addPhone } from './phone.ts';
import { placeBesideTheSite } from './zone.ts';

const SECTIONS = [
  ['', 'Claimed devices'],
  ['/quarantine', 'Search messages'],
  ['/messages', 'Exact identifier'],
  ['/inspector', 'What a device sent'],
  ['/feeds', 'Add a feed'],
  ['/rules', 'Keep unwanted fixes out'],
  ['/reading', 'What messages are read with'],
  ['/import', 'A file with recorded tracks'],
  ['/exports', 'Export positions'],
  ['/keeping', 'How long positions are kept'],
] as const;

test('every part of the devices can be reached and is accessible', async ({ page }, { project }) => {
  await signIn(page);
  await page.goto('/devices');
  const parts = page.getByRole('navigation', { name: 'Devices' });
  await expect(parts.getByRole('link')).toHaveCount(SECTIONS.length);
  for (const [path, text] of SECTIONS) {
    await parts.locator(`a[href="/devices${path}"]`).click();
    await expect(page).toHaveURL(new RegExp(`/devices${path}$`));
    await expect(somewhere(page, text)).toBeVisible();
    await expectAccessible(page);
    if (project.name === 'phone') {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    }
  }
});

test('what an unknown phone sent is found, its tracker added, and the fix replayed', async ({ page }, { project }) => {
  const name = `dev-${project.name}-${Date.now()}`;
  const unknown = `${name}-new`;
  await signIn(page);
  const { door } = await addPhone(page, name);
  const { latitude, longitude } = await placeBesideTheSite(page);
  await report(door, { id: unknown, lat: `${latitude}`, lon: `${longitude}`, timestamp: String(Date.now()) });
  await page.goto('/devices');
  const row = page.getByRole('row').filter({ hasText: unknown });
  await row.getByRole('button', { name: `Add a tracker for ${unknown}` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Identifier')).toHaveValue(unknown);
  await dialog.getByLabel('Name of the tracker').fill(`Phone ${unknown}`);
  await dialog.getByRole('button', { name: 'Add tracker' }).click();
  await expect(dialog.getByText(/Connect|door/i).first()).toBeVisible();
  await page.goto(`/devices/quarantine?identifier=${unknown}`);
  await expect(page.getByRole('list', { name: 'Fixes in quarantine' })).toContainText('Unknown tracker');
  await page.getByText('What was received').first().click();
  await expect(page.locator('pre').first()).toContainText(unknown);
  await page.getByRole('button', { name: 'Replay all 1' }).click();
  await expect(page.getByRole('region', { name: 'Last replays' })).toContainText('1 accepted');
  await expect(page.getByText('Nothing fits the search and the filters.')).toBeVisible();

  await report(door, { id: unknown, lat: '99', lon: '9.9', timestamp: String(Date.now()) });
  await page.reload();
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Discard 1 chosen' }).click();
  await dialog.getByLabel('Why').fill('a test');
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText('Nothing fits the search and the filters.')).toBeVisible();

  await page.goto(`/devices/messages?q=${unknown}`);
  await page.getByText('Accepted').or(page.getByText('Refused')).first().click();
  await page.getByRole('link', { name: 'Open in the inspector' }).first().click();
  await expect(page.getByRole('region', { name: 'What it says' })).toContainText('read as osmand');
  await expect(page.getByRole('region', { name: 'Frame 1' })).toContainText('latitude');
});

test('pasted bytes are read, and their protocol is found out', async ({ page }) => {
  await signIn(page);
  await page.goto('/devices/inspector');
  const content = page.getByLabel('Bytes or text');
  await content.fill('*HQ,4209951296,V1,105002,A,5327.1234,N,00959.1234,E,000.00,000,201126,FFFFFBFF#');
  await expect(page.getByText('Taken as text.')).toBeVisible();
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  const result = page.getByRole('region', { name: 'What it says' });
  await expect(result).toContainText('read as h02');
  await expect(result).toContainText('4209951296');
  await content.fill('78780d01086471700328358100093f040d0a');
  await expect(page.getByText('Taken as bytes in hexadecimal digits.')).toBeVisible();
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await expect(result).toContainText('read as gt06');
  await expect(result).toContainText('The device would be answered');
  await content.fill('nobody understands this');
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await expect(result).toContainText('No protocol makes sense of it');
});

test('a device that was not heard cannot be claimed', async ({ page }) => {
  await signIn(page);
  await page.goto('/devices');
  await page.getByRole('button', { name: 'Claim a device' }).click();
  const dialog = page.getByRole('dialog');
  const identifier = dialog.getByRole('textbox', { name: 'Identifier' });
  await identifier.fill(`86${Date.now()}`);
  await dialog.getByRole('button', { name: 'Claim' }).click();
  await expect(identifier).toHaveAccessibleDescription(/must have reported here/);
});

test('a feed is refused with a reason, added, changed and removed', async ({ page }, { project }) => {
  const name = `Feed ${project.name} ${Date.now()}`;
  await signIn(page);
  await page.goto('/devices/feeds');
  await page.getByRole('button', { name: 'Add a feed' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Address').fill('http://127.0.0.1/vehicles');
  await dialog.getByRole('button', { name: 'Add a feed' }).click();
  await expect(dialog.getByText(/address cannot be called/)).toBeVisible();
  await dialog.getByLabel('Address').fill('https://1.1.1.1/vehicles');
  await dialog.getByLabel('Headers').fill('X-Key: abc');
  await dialog.getByLabel('Ask it').uncheck();
  await dialog.getByRole('button', { name: 'Add a feed' }).click();
  const card = page.getByRole('listitem').filter({ hasText: name });
  await expect(card).toContainText('Switched off');
  await expect(card).toContainText('x-key');
  await card.getByRole('button', { name: 'Edit' }).click();
  await dialog.getByLabel('Seconds between polls').fill('60');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(card).toContainText('60 s');
  await card.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(card).toHaveCount(0);
});

test('rules, secret and import of a tracker', async ({ page }, { project }) => {
  const name = `rul-${project.name}-${Date.now()}`;
  await signIn(page);
  await addPhone(page, name);
  await page.goto('/devices/rules');
  // Nobody edits the rules of the tenant as those of a tracker, however long these take.
  const setting = page.getByLabel('Too inaccurate: setting');
  await expect(setting).toBeVisible();
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('"operationName":"ScopeRules"')) await answered;
    await route.fallback();
  });
  await chooseTracker(page, name);
  await expect(page.getByRole('status', { name: /^Loading/ })).toBeVisible();
  await expect(setting).toHaveCount(0);
  answer();
  await setting.selectOption('on');
  await page.getByLabel('Too inaccurate: limit').fill('50');
  await page.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(page.getByText('Holds now: 50, set for this tracker.')).toBeVisible();

  await page.goto('/devices/reading');
  await chooseTracker(page, name);
  await page.getByLabel('New secret').fill('secret of a test');
  await page.getByRole('button', { name: 'Set the secret' }).click();
  await expect(page.getByText('The secret is set.')).toBeVisible();
  await page.getByLabel('Time zone of the clock').fill('Nowhere/Land');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/no known time zone/)).toBeVisible();

  await page.goto('/devices/import');
  await chooseTracker(page, name);
  // Beside the site, so that other journeys' maps, which show everybody, stay close.
  const { latitude, longitude } = await placeBesideTheSite(page);
  const rows = [
    'time,latitude,longitude',
    `2026-11-20T10:00:00Z,${latitude},${longitude}`,
    `2026-11-20T10:00:10Z,99,${longitude}`,
  ];
  const file = { name: 'way.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Import' }).click();
  const result = page.getByRole('region', { name: 'What became of it' });
  await expect(result).toContainText('1 point accepted');
  await expect(result).toContainText('latitude');
});

test('positions are exported in the background and can be fetched', async ({ page }) => {
  await signIn(page);
  await page.goto('/devices/exports');
  await page.getByRole('button', { name: 'Export positions' }).click();
  const made = page.getByRole('list', { name: 'Exports' }).getByRole('listitem').first();
  await expect(made).toContainText('Done');
  const file = made.getByRole('list', { name: 'Files' }).getByRole('link').first();
  await expect(file).toHaveAttribute('href', /\/exports\//);
  const address = new URL((await file.getAttribute('href')) ?? '');
  // Browsers know every name below localhost, other programs need not.
  if (address.hostname.endsWith('.localhost')) address.hostname = '127.0.0.1';
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('latitude');
});

function somewhere(page: Page, text: string) {
  const main = page.getByRole('main');
  return main
    .getByText(text)
    .or(main.getByRole('button', { name: text }))
    .or(main.getByLabel(text))
    .first();
}

async function chooseTracker(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Choose a tracker' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(name);
  await dialog.getByRole('list', { name: 'Found' }).getByRole('button', { name }).first().click();
  await expect(dialog).toHaveCount(0);
}

/** Sends one fix as Traccar Client does; whoever nobody knows is told so. */
async function report(door: string, fix: Record<string, string>): Promise<void> {
  await fetch(`${door}?${new URLSearchParams(fix).toString()}`);
}
