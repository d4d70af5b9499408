import { parseInput, requirePermission, unitReach, userError, type UserError } from '@trekker/kit';
import { findMyKey } from '@trekker/protocols';
import { array, maxLength, object, pipe, string } from 'valibot';

import type { Context } from '../context.ts';
import { replaceFindMyKeys, type FindMyKeyToKeep } from '../db/find-my-keys.ts';
import { trackerWithin } from '../db/known-tracker.ts';
import { lockLimit } from '../db/limit-lock.ts';
import type { TrackerRow } from '../db/rows.ts';
import { sealFindMyKey } from '../domain/feeds/find-my-secret.ts';
import { devicesEvent, findMyKeysSet } from '../events.ts';

export interface FindMyKeysSet {
  readonly tracker: TrackerRow | null;
  readonly userErrors: UserError[];
}

const MOST_KEYS = 200;

const schema = object({
  trackerId: string(),
  keys: pipe(array(string()), maxLength(MOST_KEYS, `must be at most ${MOST_KEYS}`)),
});

/** Sets the private keys of a tracker in the place of those it had. They are never shown again. */
export async function setFindMyKeys(ctx: Context, input: object): Promise<FindMyKeysSet> {
  const now = ctx.clock.now();
  const viewer = requirePermission(ctx.viewer, 'trackers:write', now);
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return refused(...parsed.userErrors);
  const { trackerId, keys } = parsed.value;
  const { tenantId } = viewer;
  const read = readKeys(keys, { key: ctx.feeds.key, tenantId, trackerId });
  if ('message' in read) return refused(read);
  return ctx.tenant.write(async (tx): Promise<FindMyKeysSet> => {
    if (!(await trackerWithin(tx, trackerId, unitReach(viewer, 'trackers:write', now))))
      return refused(userError('trackerId', 'NOT_FOUND', `there is no tracker ${JSON.stringify(trackerId)}`));
    await lockLimit(tx, tenantId, 'find my keys');
    const taken = await replaceFindMyKeys(tx, { tenantId, trackerId, keys: read, setAt: now });
    if (taken !== null) {
      const at = read.findIndex(({ hashedKey }) => hashedKey === taken);
      return refused(userError(`keys.${at}`, 'KEY_TAKEN', 'must not be a key of another tracker'));
    }
    tx.publish(devicesEvent(findMyKeysSet, tenantId, { trackerId, count: read.length }));
    return { tracker: { id: trackerId }, userErrors: [] };
  });
}

/** The keys as they are kept, or what is wrong with one of them; what it holds is never told. */
function readKeys(
  keys: readonly string[],
  { key, ...owner }: { key: Buffer; tenantId: string; trackerId: string },
): FindMyKeyToKeep[] | UserError {
  const read: FindMyKeyToKeep[] = [];
  for (const [at, text] of keys.entries()) {
    const found = findMyKey(new Uint8Array(Buffer.from(text, 'base64')));
    if (found.kind === 'malformed') {
      const message = 'must be a private key of P-224, 28 bytes in base64';
      return userError(`keys.${at}`, 'INVALID', message);
    }
    const hashedKey = found.hashedAdvertisementKey;
    read.push({ hashedKey, sealed: sealFindMyKey(found.privateKey, key, { ...owner, hashedKey }) });
  }
  return read;
}

function refused(...userErrors: UserError[]): FindMyKeysSet {
  return { tracker: null, userErrors };
}
