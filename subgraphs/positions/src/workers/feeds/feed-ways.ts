import { createRecentlyUsed, type Database } from '@trekker/kit';

import { noteWay } from '../../actions/note-heard.ts';
import type { Intake } from '../../actions/take-in.ts';
import type { FeedTurn } from '../../db/feed-turns.ts';
import { TRANSPORTS } from '../../domain/feeds/feed.ts';
import type { ReceivedMessage } from '../../domain/received-message.ts';

/** Tells by which way trackers are heard, for their connection status. */
export interface FeedWays {
  /** Trackers were heard through a feed. What was told once by this process is not told again soon. */
  note(turn: FeedTurn, heard: readonly ReceivedMessage[]): Promise<void>;
}

const REMEMBERED = 100_000;

export function createFeedWays({
  database,
  identities,
}: { database: Database } & Pick<Intake, 'identities'>): FeedWays {
  const told = createRecentlyUsed<string, string>(REMEMBERED);
  return {
    async note({ tenantId, kind }, heard) {
      if (!heard.length) return;
      const protocol = TRANSPORTS[kind];
      const known = await identities.resolve(
        tenantId,
        heard.map(({ identifier }) => identifier),
      );
      const all = new Set([...known.values()].flatMap((tracker) => tracker?.trackerId ?? []));
      const trackerIds = [...all].filter((trackerId) => told.get(`${tenantId}/${trackerId}`) !== protocol);
      if (!trackerIds.length) return;
      await noteWay(database, { tenantId, trackerIds, way: { protocol, transport: 'http', address: null } });
      for (const trackerId of trackerIds) told.set(`${tenantId}/${trackerId}`, protocol);
    },
  };
}
