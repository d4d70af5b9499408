import { PALETTES } from '../map/palette.ts';
import type { Page, WebSocketRoute } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, markers, openMap, test } from './journey.ts';
import { channels, shareOfColour } from './pixels.ts';

const STRANGERS = 2_500;
/** Degrees between two of them. */
const APART = 0.000_25;

test('thousands in view are dots that leave the map to be seen, in both themes', async ({ page }) => {
  test.setTimeout(240_000);
  await page.routeWebSocket(/graphql/, (socket) => joinedByStrangers(socket));
  await openMap(page);
  await expect.poll(async () => (await markers(page)).size).toBeGreaterThan(STRANGERS * 0.8);
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    const share = () => shareOfColour(page, channels(PALETTES[theme].status.DISCONNECTED));
    await expect.poll(share).toBeGreaterThan(0.01);
    expect(await share(), 'a quarter of the view at most, edges of dots left out').toBeLessThan(0.25);
  }
  await expectAccessible(page);
  await becomeOne(page);
  await becomeFew(page);
});

/** So far away that dots lie on one another, a cluster says how many they are; pressed, it leads back to them. */
async function becomeOne(page: Page): Promise<void> {
  const cluster = page.getByRole('button', { name: /^2,[5-9]\d\d trackers: / });
  await expect(async () => {
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await expect(cluster).toBeVisible({ timeout: 1_000 });
  }).toPass({ intervals: [500] });
  await cluster.press('Enter');
  await expect(cluster).toBeHidden();
}

/** Closer, who is still in view has a marker of his own and a name again. */
async function becomeFew(page: Page): Promise<void> {
  const closer = page.getByRole('button', { name: 'Zoom in' });
  await expect(async () => {
    await closer.click();
    expect((await markers(page)).size).toBeLessThan(400);
  }).toPass({ intervals: [1_500] });
  await expect.poll(async () => shareOfColour(page, channels(PALETTES.dark.status.DISCONNECTED))).toBeGreaterThan(0);
}

/** Adds strangers around the first position to every snapshot of positions; all else passes as it is. */
function joinedByStrangers(socket: WebSocketRoute): void {
  const server = socket.connectToServer();
  server.onMessage((message) => socket.send(typeof message === 'string' ? withStrangers(message) : message));
}

interface Streamed {
  readonly id: string;
  readonly tracker: { readonly id: string };
  readonly latitude: number;
  readonly longitude: number;
}

interface Message {
  payload?: { data?: { positionsChanged?: { snapshot: boolean; positions: Streamed[] } | null } | null };
}

function withStrangers(text: string): string {
  const message = JSON.parse(text) as Message;
  const change = message.payload?.data?.positionsChanged;
  const [first] = change?.positions ?? [];
  if (!change?.snapshot || !first) return text;
  const side = Math.ceil(Math.sqrt(STRANGERS));
  for (let count = 0; count < STRANGERS; count++) {
    const [row, column] = [Math.floor(count / side) - side / 2, (count % side) - side / 2];
    change.positions.push({
      ...first,
      id: `stranger-${count}`,
      tracker: { ...first.tracker, id: `stranger-${count}` },
      latitude: first.latitude + row * APART,
      longitude: first.longitude + column * APART * 1.6,
    });
  }
  return JSON.stringify(message);
}
