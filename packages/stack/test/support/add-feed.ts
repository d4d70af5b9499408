import { createHash } from 'node:crypto';

import type { Client } from './client.ts';

/** A feed of positions that nobody asks, and a key of the Find My network for a tracker. */
export async function addFeed(
  client: Client,
  { marker, trackerId }: { marker: string; trackerId: string },
): Promise<{ feedId: string }> {
  await client.change('setFindMyKeys', 'tracker { id }', { trackerId, keys: [findMyKey(marker)] });
  const { feed } = await client.change('createPositionFeed', 'feed { id }', {
    kind: 'GTFS_REALTIME',
    name: `Feed ${marker}`,
    url: `http://127.0.0.1:9/${marker}`,
    headers: [{ name: 'authorization', value: `opens the feed of ${marker}` }],
    identifierPrefix: `${marker} `,
    enabled: false,
    idempotencyKey: `feed ${marker}`,
  });
  return { feedId: feed.id };
}

/** A private key of P-224 in base64, the same for the same text. */
export function findMyKey(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 28);
  // Below the order of the curve.
  bytes[0] = 1;
  return bytes.toString('base64');
}
