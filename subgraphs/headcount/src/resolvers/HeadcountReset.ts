import type { HeadcountResetResolvers } from '../__generated__/resolvers.ts';
import { lastReset } from '../db/resets.ts';
import { nextReset } from '../domain/reset.ts';

export const HeadcountReset: HeadcountResetResolvers = {
  localTime: ({ localTime }) => localTime ?? '',
  lastAt: ({ placeId }, _args, ctx) => ctx.tenant.read((tx) => lastReset(tx, placeId)),
  nextAt: ({ localTime, timeZone }, _args, ctx) => nextReset({ localTime: localTime ?? '', timeZone }, ctx.clock.now()),
};
