import { knownInstant, type Tx } from '@trekker/kit';

import type { Context } from '../context.ts';
import { countByConnection } from '../db/lists/listed.ts';
import { trackerList } from '../db/lists/tracker-list.ts';
import type { ConnectionCountsRow, TrackerConnectionRow } from '../db/rows.ts';
import { trackersById } from '../db/trackers.ts';
import { parseListPage, type ListArguments } from '../domain/list-page.ts';
import { pageOf, parseFilter, type CommonFilter } from './list-of.ts';

export interface TrackerFilter extends CommonFilter {
  readonly carried?: boolean | null | undefined;
  /** Unix milliseconds. */
  readonly notHeardSince?: number | null | undefined;
}

/** A page of the trackers that fit. */
export async function listTrackers(
  ctx: Context,
  args: ListArguments & { readonly filter?: TrackerFilter | null | undefined },
): Promise<TrackerConnectionRow> {
  const page = parseListPage('trackers', args);
  const filter = args.filter ?? {};
  const reach = {
    trackers: ctx.reach('trackers:read'),
    people: ctx.reach('people:read'),
    assets: ctx.reach('assets:read'),
    visits: ctx.reach('visits:read'),
  };
  const { carried = null } = filter;
  const notHeardSince = filter.notHeardSince == null ? null : knownInstant(filter.notHeardSince);
  const wanted = { ...(await parseFilter(ctx, filter)), carried, notHeardSince, reach };
  const found = await pageOf(ctx, page, {
    list: (tx: Tx) => trackerList(tx, wanted),
    rowsByIds: (tx, ids) => trackersById(tx, ids, reach.trackers),
    idOf: ({ trackerId }) => trackerId,
  });
  let counts: Promise<ConnectionCountsRow> | undefined;
  return {
    ...found,
    connection: wanted.connection,
    countByConnection: () => (counts ??= ctx.tenant.read((tx) => countByConnection(tx, trackerList(tx, wanted)))),
  };
}
