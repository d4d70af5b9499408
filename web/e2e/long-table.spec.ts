import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, signIn, test, untilLive } from './journey.ts';

const MANY = 1_300;

test('a list grows beyond what is answered at once, and draws the rows in sight', async ({ page }) => {
  await answerMany(page);
  await signIn(page);
  await page.goto('/trackers');
  await untilLive(page);
  const table = page.getByRole('table', { name: 'Trackers' });
  const names = table.getByRole('rowheader');
  await expect(names.first()).toContainText('Listed 0000');
  await expect(table).toHaveAttribute('aria-rowcount', String(MANY + 1));

  // The key End leads to the last row there is yet, whose sight brings more.
  await page.getByRole('searchbox').press('ArrowDown');
  const last = table.getByRole('rowheader', { name: `Listed ${MANY - 1}` });
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(last).toBeInViewport({ timeout: 2_000 });
  }).toPass({ timeout: 120_000 });
  expect(await names.count()).toBeLessThan(100);
  await expect(last.getByRole('link')).toBeFocused();
  await expect(page.getByText(/of 1,300 shown/)).toBeHidden();
  await page.keyboard.press('k');
  await expect(table.getByRole('rowheader', { name: `Listed ${MANY - 2}` }).getByRole('link')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Home');
  await expect(names.first().getByRole('link')).toBeFocused();
  await expect(names.first()).toBeInViewport();
  expect(await names.count()).toBeLessThan(100);
});

interface Asked {
  readonly operationName?: string;
  readonly variables?: { readonly first: number; readonly after?: string | null };
}

/** Answers the list of trackers as a server would that has many, at most 500 at once. */
async function answerMany(page: Page): Promise<void> {
  await page.route('**/graphql', (route) => {
    const { operationName, variables } = (route.request().postDataJSON() ?? {}) as Asked;
    if (operationName !== 'TrackersListed' || !variables) return route.fallback();
    expect(variables.first).toBeLessThanOrEqual(500);
    const from = Number(variables.after ?? 0);
    const end = Math.min(MANY, from + variables.first);
    const trackers = {
      __typename: 'TrackerConnection',
      nodes: Array.from({ length: end - from }, (_, index) => listed(from + index)),
      totalCount: MANY,
      connectionCounts: { __typename: 'ConnectionCounts', connected: MANY, idle: 0, disconnected: 0 },
      pageInfo: { __typename: 'PageInfo', hasNextPage: end < MANY, endCursor: String(end) },
    };
    return route.fulfill({ json: { data: { trackers } } });
  });
}

function listed(index: number): object {
  const name = `Listed ${String(index).padStart(4, '0')}`;
  return {
    __typename: 'Tracker',
    id: `listed-${index}`,
    name,
    identifiers: [name],
    connection: 'CONNECTED',
    lastHeardAt: new Date().toISOString(),
    unit: null,
    person: null,
    asset: null,
    zones: [],
  };
}
