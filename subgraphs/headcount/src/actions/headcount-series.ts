import { InvalidInputError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { placeBook } from '../db/zones.ts';
import { staysIn } from '../db/presence.ts';
import { ALWAYS, intersectionOf } from '../domain/limit/step-function.ts';
import { parseSpan, type Series } from '../domain/series.ts';
import { withinYears } from '../domain/span.ts';
import { knowingPeople, staysWithin } from './count-people.ts';
import { seriesByParts } from './series-by-parts.ts';

export interface HeadcountSeriesArguments {
  readonly zoneId?: string | null | undefined;
  readonly placeId?: string | null | undefined;
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
  readonly knownAt?: number | null | undefined;
}

/**
 * Headcounts of a zone or place at regular instants, from a sweep over everybody's stays; null when there is none of that
 * id. Fails with INVALID_INPUT for spans that are too long or steps that are too many.
 */
export async function headcountSeries(
  ctx: Context,
  { zoneId, placeId, ...args }: HeadcountSeriesArguments,
): Promise<Series | null> {
  const knownAt = args.knownAt == null ? null : withinYears(args.knownAt);
  const span = parseSpan({ ...args, from: withinYears(args.from), to: withinYears(args.to) });
  if ((zoneId == null) === (placeId == null)) {
    throw new InvalidInputError('zoneId', `or placeId must be given, got ${zoneId == null ? 'neither' : 'both'}`);
  }
  const target = zoneId == null ? await ctx.loaders.place.load(placeId ?? '') : await ctx.loaders.zone.load(zoneId);
  if (!target) return null;
  return knowingPeople(ctx.counting, async (tx) => {
    const zones = zoneId == null ? (await placeBook(tx, knownAt)).zonesOver(target.id) : new Map([[target.id, ALWAYS]]);
    let strangers = false;
    const told = await seriesByParts(span, async ({ from, to }) => {
      const stays = await staysIn(tx, { from, to, knownAt }, [...zones.keys()]);
      const counted = stays.flatMap((stay) =>
        intersectionOf([stay], zones.get(stay.zoneId) ?? []).map((part) => ({ ...stay, ...part })),
      );
      const within = await staysWithin(tx, ctx.counting.reach, counted);
      strangers ||= within.strangers;
      return within.told;
    });
    return { told, strangers };
  });
}
