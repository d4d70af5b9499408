import { partitionOf, type Database, type Tx } from '@trekker/kit';

import { insertRegionEvent } from '../db/region-events.ts';
import type { PlausibleRegionEvent } from '../domain/judge.ts';
import { POSITION_PARTITIONS, POSITIONS_TOPIC, trackerHeard } from '../events.ts';

/** Who gave a sign of life. */
interface Alive {
  readonly tenantId: string;
  readonly trackerIds: readonly string[];
}

/** The protocol a tracker speaks, over which transport, and the network it comes from, or null. */
interface HeardWay {
  readonly protocol: string;
  readonly transport: string;
  readonly address: string | null;
}

/** Tells those who watch connections that trackers live. It changes no position. */
export async function noteHeard(database: Database, alive: Alive): Promise<void> {
  await database.withTenant(alive.tenantId, async (tx) => publishHeard(tx, alive));
}

/** Tells by which way trackers are heard from now on, which is a sign of life, too. */
export async function noteWay(
  database: Database,
  { way, ...alive }: Alive & { readonly way: HeardWay },
): Promise<void> {
  await database.withTenant(alive.tenantId, async (tx) => publishHeard(tx, alive, way));
}

/** Keeps what a tracker said of a region, and tells that it lives, together. */
export async function noteRegionEvent(
  database: Database,
  { tenantId, ...event }: { tenantId: string; trackerId: string; receivedAt: number; said: PlausibleRegionEvent },
): Promise<void> {
  await database.withTenant(tenantId, async (tx) => {
    await insertRegionEvent(tx, tenantId, event);
    publishHeard(tx, { tenantId, trackerIds: [event.trackerId] });
  });
}

function publishHeard(tx: Tx, { tenantId, trackerIds }: Alive, way?: HeardWay): void {
  const { type, version } = trackerHeard;
  for (const trackerId of trackerIds) {
    const payload = way ? { trackerId, way } : { trackerId };
    const partition = partitionOf(tenantId, trackerId, POSITION_PARTITIONS);
    tx.publish({ topic: POSITIONS_TOPIC, partition, subject: tenantId, type, version, payload });
  }
}
