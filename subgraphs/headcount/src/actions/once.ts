import { idempotencyKeyInput, keyUsed, type Tx, type UserError } from '@trekker/kit';
import { nullish } from 'valibot';

import type { Context } from '../context.ts';
import { lockDerived } from '../db/derivation.ts';
import { doneWith, keepDone } from '../db/done-once.ts';
import { fingerprintOf } from './muster/inputs.ts';

/** A key that makes a repeated call the same call; null: each call counts for itself. */
export const onceInput = nullish(idempotencyKeyInput, null);

/** What is to be done, and the key that its caller chose for it. */
export interface Deed {
  readonly name: string;
  readonly input: { readonly idempotencyKey: string | null };
}

/** What a deed made, or what was wrong with its input. */
export interface Made<T> {
  readonly made: T | null;
  readonly userErrors: UserError[];
}

/**
 * Does a deed in one transaction while nobody else derives in the tenant; with the same key and input it is done once, and
 * gives what it made then.
 * @param nameOf what names something that was made, and `find` finds it by that.
 */
export async function once<T>(
  ctx: Context,
  { tenantId, deed }: { tenantId: string; deed: Deed },
  {
    make,
    nameOf,
    find,
  }: {
    make: (tx: Tx) => Promise<Made<T>>;
    nameOf: (made: T) => string;
    find: (tx: Tx, name: string) => Promise<T | null>;
  },
): Promise<Made<T>> {
  const { idempotencyKey, ...input } = deed.input;
  return ctx.tenant.write(async (tx) => {
    await lockDerived(tx, tenantId);
    if (idempotencyKey === null) return make(tx);
    const fingerprint = fingerprintOf(deed.name, input);
    const done = await doneWith(tx, idempotencyKey);
    if (done && done.fingerprint !== fingerprint) return { made: null, userErrors: [keyUsed(idempotencyKey)] };
    if (done) return { made: await find(tx, done.made), userErrors: [] };
    const result = await make(tx);
    if (result.made !== null) {
      await keepDone(tx, tenantId, { idempotencyKey, fingerprint, made: nameOf(result.made), at: ctx.clock.now() });
    }
    return result;
  });
}
