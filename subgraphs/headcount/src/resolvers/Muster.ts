import { connectionOf, isUuid, NotFoundError, parsePage } from '@trekker/kit';

import type { MusterResolvers } from '../__generated__/resolvers.ts';
import { printMuster } from '../actions/muster/print-muster.ts';
import { reportMuster } from '../actions/muster/report-muster.ts';
import type { MusterView } from '../actions/muster/views.ts';
import type { Context } from '../context.ts';
import { actsOf } from '../db/muster/acts.ts';
import type { MusterRow } from '../db/rows.ts';
import { countPeople } from '../domain/muster/counts.ts';
import { countBy, countStations } from '../domain/muster/groups.ts';
import { pageOfMuster } from '../domain/muster/people-page.ts';

export const Muster: MusterResolvers = {
  __resolveReference: (reference, ctx) =>
    known(reference.id, ctx, 'listedNames' in reference ? reference.listedNames : null),
  id: ({ musterId }) => musterId,
  place: ({ placeId }) => ({ id: placeId }),
  stations: ({ stationIds }) => stationIds.map((id) => ({ id })),
  counts: async (row, _args, ctx) => countPeople((await viewOf(row, ctx)).people),
  byCompany: async (row, _args, ctx) => countBy((await viewOf(row, ctx)).people, ({ companyId }) => companyId),
  byZone: async (row, _args, ctx) => countBy((await viewOf(row, ctx)).people, ({ departureZoneId }) => departureZoneId),
  byStation: async (row, _args, ctx) => {
    const { people, board } = await viewOf(row, ctx);
    return countStations(people, { stationIds: row.stationIds, histories: board.histories, until: board.until });
  },
  people: async (row, { filter, ...args }, ctx) => {
    const page = parsePage(args, ['uuid']);
    const kept = await viewOf(row, ctx);
    const { people } = kept;
    const { rows, totalCount } = pageOfMuster(people, filter ?? {}, page);
    const nodes = rows.map((person) => ({ person, kept }));
    return { ...connectionOf(nodes, page, ({ person }) => [person.personId]), totalCount };
  },
  acts: async (row, args, ctx) => {
    const page = parsePage(args, ['offset']);
    const { reach } = await viewOf(row, ctx);
    const acts = await ctx.tenant.read((tx) => actsOf(tx, { musterId: row.musterId, reach }, page));
    return connectionOf(acts, page, ({ number }) => [String(number)]);
  },
  report: async (row, _args, ctx) => reportMuster(ctx, await viewOf(row, ctx)),
  listedPersonIds: async (row, _args, ctx) => (await viewOf(row, ctx)).people.map(({ personId }) => personId),
  printable: async (row, { format, groupBy, language }, ctx) => {
    const names = new Map((row.listedNames ?? []).map(({ personId, name }) => [personId, name ?? null]));
    return printMuster(ctx, await viewOf(row, ctx), { format, groupBy, language, names });
  },
};

async function viewOf({ musterId }: MusterRow, ctx: Context): Promise<MusterView> {
  const view = await ctx.musterViews.load(musterId);
  if (!view) throw new NotFoundError('Muster', musterId);
  return view;
}

async function known(id: string, ctx: Context, listedNames: MusterRow['listedNames']): Promise<MusterRow | null> {
  const view = isUuid(id) ? await ctx.musterViews.load(id) : null;
  return view && { ...view.muster, listedNames: listedNames ?? null };
}
