import type { Page, Request } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, signIn, test } from './journey.ts';

test('administrators see that services work, and which of them falls silent or behind', async ({ page }) => {
  await signIn(page);
  await page.goto('/settings');
  await page.getByRole('link', { name: 'System status' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'System status' })).toBeVisible();
  const services = page.getByRole('region', { name: 'Services' });
  const row = (name: string) => services.getByRole('listitem').filter({ hasText: name });
  await expect(services.getByText(/^Version \d/)).toHaveCount(6);
  await expect(services).toContainText(/asked (just now|\d+ seconds? ago)/);
  await expect(row('Users, settings and notifications').getByText('Up to date').first()).toBeVisible();
  await row('Zones and visits')
    .getByText(/^Version/)
    .click();
  await expect(row('Zones and visits').getByText('person-visits', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Devices' })).toContainText('osmand');
  await expect(page.getByRole('region', { name: 'History' })).toContainText(/positions/i);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );

  const answer = await answerOf(page);
  answer.data['timesheetsService'] = null;
  const [behind] = answer.data['geofencesService']?.projections ?? [];
  if (!behind) throw new Error('geofences tells of nothing that it derives');
  Object.assign(behind, { waitingSince: new Date().toISOString(), behindSeconds: 600 });
  await page.route('**/graphql', (route) =>
    asksServices(route.request()) ? route.fulfill({ json: answer }) : route.fallback(),
  );
  await expect(row('Hours')).toContainText('Does not answer');
  await expect(row('Zones and visits')).toContainText(/10 mins? behind/);
  await expectAccessible(page);
  await page.unroute('**/graphql');
  await expect(row('Hours')).toContainText('Up to date');
});

test('what is made in the background is told with how far it is', async ({ page }) => {
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('"operationName":"Jobs"') ? route.fulfill({ json: JOBS }) : route.fallback(),
  );
  await signIn(page);
  await page.goto('/settings/status');
  const jobs = page.getByRole('region', { name: 'In the background' });
  await expect(jobs.getByRole('progressbar', { name: 'Export of positions, GPX' })).toHaveAttribute(
    'aria-valuenow',
    '40',
  );
  await expect(jobs.getByRole('progressbar')).toHaveCount(1);
});

interface Answer {
  readonly data: Record<string, { projections: { behindSeconds: number }[] } | null>;
}

const asksServices = (request: Request) => request.postData()?.includes('"operationName":"Services"') ?? false;

/** What services say next. */
async function answerOf(page: Page): Promise<Answer> {
  const response = await page.waitForResponse((each) => asksServices(each.request()));
  return (await response.json()) as Answer;
}

const job = (id: string, state: string) => ({
  __typename: 'PositionExport',
  id,
  format: 'GPX',
  state,
  progress: 0.4,
  createdAt: new Date().toISOString(),
});

const JOBS = {
  data: {
    positionExports: { __typename: 'PositionExportConnection', nodes: [job('one', 'RUNNING'), job('two', 'DONE')] },
    quarantineReplays: { __typename: 'QuarantineReplayConnection', nodes: [] },
  },
};
