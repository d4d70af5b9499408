import { connectionOf, isUuid, type Tx } from '@trekker/kit';

import type { Context } from '../context.ts';
import { pageOfListed, type Listed } from '../db/lists/listed.ts';
import { unitsBelow } from '../db/units.ts';
import type { ConnectionStatus, SilenceLimits } from '../domain/connection-status.ts';
import type { ListPage } from '../domain/list-page.ts';
import { searchWords } from '../domain/search-words.ts';

/** What the filters of all lists have in common. */
export interface CommonFilter {
  readonly search?: string | null | undefined;
  readonly unitId?: string | null | undefined;
  readonly zoneId?: string | null | undefined;
  readonly connection?: readonly ConnectionStatus[] | null | undefined;
}

/** A filter that was checked. */
export interface CommonConditions {
  readonly words: readonly string[];
  readonly units: readonly string[] | null;
  readonly zoneId: string | null;
  readonly connection: readonly ConnectionStatus[] | null;
  readonly silence: SilenceLimits & { readonly now: number };
}

/**
 * What a filter asks for. A unit or geofence that does not exist fits nothing; fails with REPLICA_BEHIND when that cannot
 * be told yet, with INVALID_INPUT for a search that is none.
 */
export async function parseFilter(
  ctx: Context,
  { search, unitId, zoneId, connection }: CommonFilter,
): Promise<CommonConditions> {
  const words = searchWords(search);
  if (zoneId != null && isUuid(zoneId)) await ctx.isKnown('geofences', zoneId);
  return {
    words,
    units: unitId == null ? null : await unitsOf(ctx, unitId),
    zoneId: zoneId ?? null,
    connection: connection ?? null,
    silence: { ...(await ctx.silence()), now: ctx.clock.now() },
  };
}

async function unitsOf(ctx: Context, unitId: string): Promise<string[]> {
  if (!isUuid(unitId) || !(await ctx.isKnown('units', unitId))) return [];
  return ctx.tenant.read((tx) => unitsBelow(tx, unitId));
}

/** A page of a list. */
export async function pageOf<T>(
  ctx: Context,
  page: ListPage,
  {
    list,
    rowsByIds,
    idOf,
  }: { list: (tx: Tx) => Listed; rowsByIds: (tx: Tx, ids: string[]) => Promise<T[]>; idOf: (row: T) => string },
) {
  const found = await ctx.tenant.read(async (tx) => {
    const keys = await pageOfListed(tx, list(tx), page);
    const rows = keys.length
      ? await rowsByIds(
          tx,
          keys.map(({ id }) => id),
        )
      : [];
    const byId = new Map(rows.map((row) => [idOf(row), row]));
    return keys.flatMap(({ id, key }) => {
      const row = byId.get(id);
      return row ? { row, cursor: [page.digest, key, id] } : [];
    });
  });
  const { edges, pageInfo } = connectionOf(found, page, ({ cursor }) => cursor);
  const nodes = edges.map(({ node }) => node.row);
  return { nodes, edges: edges.map(({ node, cursor }) => ({ node: node.row, cursor })), pageInfo };
}
