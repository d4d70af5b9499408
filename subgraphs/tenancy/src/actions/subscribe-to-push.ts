import {
  parseInput,
  resolveTarget,
  type Tx,
  UnauthenticatedError,
  userError,
  type UserError,
  uuidv7,
  withParams,
} from '@trekker/kit';
import { maxLength, minLength, nullish, object, pipe, regex, string, trim } from 'valibot';

import type { Context } from '../context.ts';
import {
  keepPushSubscription,
  lockSubscriptionOf,
  pushSubscriptionsOf,
} from '../db/notifications/push-subscriptions.ts';
import type { PushSubscriptionRow } from '../db/rows.ts';
import { lockLastingSession } from '../db/sessions.ts';
import { lockActiveUser } from '../db/users.ts';
import { languageOf } from '../domain/notifications/sentence.ts';
import { wrongPushKey } from '../domain/push/push-keys.ts';
import { pushSubscribed, tenancyEvent } from '../events.ts';
import { forgetDevices } from './forget-devices.ts';

export interface PushSubscribed {
  readonly subscription: PushSubscriptionRow | null;
  readonly userErrors: UserError[];
}

/** How many browsers a user is told by. */
const MOST_DEVICES = 10;
const schema = object({
  endpoint: pipe(string(), maxLength(1_000, 'must have at most 1000 characters')),
  p256dh: string(),
  auth: string(),
  label: pipe(
    string(),
    trim(),
    minLength(1, 'must not be empty'),
    maxLength(100, 'must have at most 100 characters'),
    regex(/^\P{Cc}*$/u, 'must have no control characters'),
  ),
  language: nullish(pipe(string(), maxLength(35, 'must have at most 35 characters')), 'en'),
});

/** Tells the signed-in user by this browser from now on; of one that is known already it keeps what is new. */
export async function subscribeToPush(ctx: Context, input: object): Promise<PushSubscribed> {
  const { viewer, config, resolve, tenant } = ctx;
  if (viewer?.actor.kind !== 'user') throw new UnauthenticatedError('only users are told by push');
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return refused(...parsed.userErrors);
  const { vapid } = config;
  if (!vapid) return refused(off());
  const { language, ...said } = parsed.value;
  const wrong = wrongPushKey(said);
  if (wrong) return refused(userError(wrong, 'INVALID', 'must be the key that the browser gave'));
  const target = await resolveTarget(said.endpoint, { allowed: config.webhookAllow, resolve });
  if ('problem' in target) return refused(userError('endpoint', 'TARGET_REFUSED', target.problem));
  const { tenantId, sessionId, actor } = viewer;
  const now = ctx.clock.now();
  const wanted: PushSubscriptionRow = {
    ...said,
    tenantId,
    subscriptionId: uuidv7(now),
    userId: actor.id,
    sessionId,
    endpoint: target.href,
    serverKey: vapid.publicKey,
    language: languageOf(language ?? 'en'),
    createdAt: now,
    lastSuccessAt: null,
  };
  return tenant.write((tx) => keep(tx, wanted));
}

async function keep(tx: Tx, wanted: PushSubscriptionRow): Promise<PushSubscribed> {
  const { tenantId, userId, createdAt: now } = wanted;
  // One of a user at a time, so that none is one too many; and none of whoever was switched off meanwhile.
  if (!(await lockActiveUser(tx, userId))) throw new UnauthenticatedError();
  if (wanted.sessionId !== null && !(await lockLastingSession(tx, wanted.sessionId))) throw new UnauthenticatedError();
  const known = await lockSubscriptionOf(tx, wanted.endpoint);
  if (known?.userId === userId) {
    const { subscriptionId, createdAt, lastSuccessAt } = known;
    const subscription = { ...wanted, subscriptionId, createdAt, lastSuccessAt };
    await keepPushSubscription(tx, subscription);
    return { subscription, userErrors: [] };
  }
  if ((await pushSubscriptionsOf(tx, [userId])).length >= MOST_DEVICES) {
    return refused(
      withParams(userError('', 'TOO_MANY', `a user is told by at most ${MOST_DEVICES} devices`), {
        maximum: MOST_DEVICES,
      }),
    );
  }
  // A browser tells one user: who was signed in at it before is told there no more.
  if (known) await forgetDevices(tx, { kind: 'one', subscriptionId: known.subscriptionId }, now);
  await keepPushSubscription(tx, wanted);
  const { subscriptionId } = wanted;
  tx.publish(tenancyEvent(pushSubscribed, tenantId, { subscriptionId, userId }));
  return { subscription: wanted, userErrors: [] };
}

function off(): UserError {
  const message = 'this installation sends no pushes; an operator sets TREKKER_TENANCY_VAPID_PRIVATE_KEY';
  return userError('', 'PUSH_OFF', message);
}

function refused(...userErrors: UserError[]): PushSubscribed {
  return { subscription: null, userErrors };
}
