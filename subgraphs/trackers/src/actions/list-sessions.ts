import { connectionOf, InvalidInputError, parsePage } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfConnections } from '../db/connections.ts';
import type { TrackerRow } from '../db/rows.ts';

interface Asked {
  /** Unix milliseconds, included. */
  readonly from: number;
  /** Excluded. */
  readonly to: number;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of the connections a tracker kept open, the latest first. */
export async function listSessions(ctx: Context, { trackerId }: TrackerRow, asked: Asked) {
  const page = parsePage(asked, ['instant', 'uuid']);
  const { from, to } = asked;
  if (to <= from) {
    throw new InvalidInputError(
      'to',
      `must be later than ${new Date(from).toISOString()}, got ${new Date(to).toISOString()}`,
    );
  }
  const rows = await ctx.tenant.read((tx) => pageOfConnections(tx, { trackerId, from, to, page }));
  return connectionOf(rows, page, (row) => [String(row.startedAt), row.connectionId]);
}
