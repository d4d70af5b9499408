import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countLate } from '../../db/late-positions.ts';

export const pendingDerivation: NonNullable<QueryResolvers['pendingDerivation']> = (_root, _args, { tenant, reach }) =>
  tenant.read((tx) => countLate(tx, reach('visits:read')));
