import type { ConnectionCounts } from '../__generated__/resolvers.ts';
import type { TrackerConnectionRow } from '../db/rows.ts';

/** How many of what a page is part of there are of each connection status. */
export async function connectionCounts(
  row: Pick<TrackerConnectionRow, 'countByConnection'>,
): Promise<ConnectionCounts> {
  const { CONNECTED, IDLE, DISCONNECTED, never } = await row.countByConnection();
  return { connected: CONNECTED, idle: IDLE, disconnected: DISCONNECTED, never };
}
