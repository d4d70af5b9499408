import { isUuid, type Tx, type UserError } from '@trekker/kit';

import type { Context } from '../context.ts';
import { assetsById } from '../db/assets.ts';
import { peopleById } from '../db/people.ts';
import { notFound } from './writable.ts';

/** Who or what carries a tracker, as an input names it: at most one of the two. */
export interface Carrier {
  readonly personId: string | null;
  readonly assetId: string | null;
}

/** What is wrong with the carrier an input names, or null: it must exist and the viewer must see it. */
export async function carrierProblem(tx: Tx, ctx: Context, { personId, assetId }: Carrier): Promise<UserError | null> {
  if (personId !== null) {
    const [person] = isUuid(personId) ? await peopleById(tx, [personId], ctx.reach('people:read')) : [];
    return person ? null : notFound('personId', 'person', personId);
  }
  if (assetId === null) return null;
  const [asset] = isUuid(assetId) ? await assetsById(tx, [assetId], ctx.reach('assets:read')) : [];
  return asset ? null : notFound('assetId', 'asset', assetId);
}
