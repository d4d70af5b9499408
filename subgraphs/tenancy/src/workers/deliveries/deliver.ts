import {
  uuidv7,
  type Clock,
  type Database,
  type Job,
  type JobHandler,
  type Resolve,
  type Secret,
  type Tx,
} from '@trekker/kit';
import { number, object, parse, string } from 'valibot';

import { disableEndpoint } from '../../actions/disable-endpoint.ts';
import { forgetDevices } from '../../actions/forget-devices.ts';
import { scheduleTry } from '../../actions/tell.ts';
import type { TenancyConfig } from '../../config.ts';
import { beginAttempt, endTurn, finishAttempt, lockTurn, noteDelivered } from '../../db/notifications/attempts.ts';
import { changeEndpoint, endpointsById, lockEndpoint } from '../../db/notifications/endpoints.ts';
import { lockPushSubscription, notePushed, pushSubscriptionsById } from '../../db/notifications/push-subscriptions.ts';
import type { NotificationDeliveryRow, PushSubscriptionRow, WebhookEndpointRow } from '../../db/rows.ts';
import {
  mailVerdict,
  pushVerdict,
  webhookVerdict,
  type AttemptResult,
  type Verdict,
} from '../../domain/notifications/attempt.ts';
import { endpointPauseMs, longestRoundMs, pauseBefore } from '../../domain/notifications/retry.ts';
import type { Mailer } from './mailer.ts';
import { sendEmail, sendPush, sendWebhook } from './send.ts';

/** What trying deliveries needs. */
export interface Delivering {
  readonly database: Database;
  readonly config: TenancyConfig;
  readonly secret: Secret;
  readonly mailer: Mailer | null;
  readonly resolve: Resolve;
  readonly clock: Clock;
  /** Of [0, 1). */
  readonly random: () => number;
}

/** A try that has begun. */
interface Try {
  readonly delivery: NotificationDeliveryRow;
  readonly endpoint: WebhookEndpointRow | null;
  readonly subscription: PushSubscriptionRow | null;
  readonly number: number;
}

const payload = object({ deliveryId: string(), turn: number() });

/**
 * Tries a delivery once: notes that it begins, sends, and notes what came of it together with what follows. A process
 * that dies in between leaves the turn as it was, so that another tries again with the same id; what was delivered is
 * never tried again.
 */
export function deliverer(deps: Delivering): JobHandler {
  return async (job, { signal }) => {
    const begun = await begin(deps, job);
    if (!begun) return;
    const result = await send(deps, begun, signal);
    // Cut off by our own stop, which says nothing of the other side: the turn stays for whoever runs next.
    if (signal.aborted && result.error !== null) throw new Error('stopped while it was being sent');
    await conclude(deps, begun, result);
  };
}

function send(
  deps: Delivering,
  { delivery, endpoint, subscription }: Try,
  signal: AbortSignal,
): Promise<AttemptResult> {
  const sending = { ...deps, delivery, signal, now: deps.clock.now() };
  if (subscription) return sendPush({ ...sending, subscription });
  return endpoint ? sendWebhook({ ...sending, endpoint }) : sendEmail(sending);
}

/** Null when the turn is over, or must wait. */
async function begin({ database, config, clock, random }: Delivering, job: Job): Promise<Try | null> {
  const turn = parse(payload, job.payload);
  const now = clock.now();
  return (
    await database.withTenant(job.tenantId, async (tx) => {
      const delivery = await lockTurn(tx, turn);
      if (!delivery) return null;
      const begun = { delivery, endpoint: null, subscription: null };
      if (delivery.channel === 'PUSH') {
        const [subscription] = await pushSubscriptionsById(tx, [delivery.target]);
        const why = whyNoPush(subscription, config);
        if (subscription && why === null)
          return { ...begun, subscription, number: await beginAttempt(tx, delivery, now) };
        await callOff(tx, delivery, { lastError: why, now });
        return null;
      }
      if (delivery.channel !== 'WEBHOOK') return { ...begun, number: await beginAttempt(tx, delivery, now) };
      const [endpoint] = await endpointsById(tx, [delivery.target]);
      if (!endpoint?.enabled) {
        await callOff(tx, delivery, { lastError: 'the endpoint is switched off', now });
        return null;
      }
      if (endpoint.pausedUntil !== null && now < endpoint.pausedUntil) {
        await postpone(tx, delivery, { until: endpoint.pausedUntil, random: random(), now });
        return null;
      }
      return { ...begun, endpoint, number: await beginAttempt(tx, delivery, now) };
    })
  ).result;
}

/** Why a browser cannot be told now, or null. */
function whyNoPush(subscription: PushSubscriptionRow | undefined, { vapid }: TenancyConfig): string | null {
  if (!subscription) return 'the device was removed';
  if (!vapid) return 'pushes are switched off in this installation';
  return subscription.serverKey === vapid.publicKey ? null : 'the device was switched on for another VAPID key';
}

async function callOff(
  tx: Tx,
  delivery: NotificationDeliveryRow,
  { lastError, now }: { lastError: string | null; now: number },
): Promise<void> {
  await endTurn(tx, delivery, { state: 'CANCELLED', nextAttemptAt: null, settledAt: now, lastError });
}

/** An endpoint that just failed is left alone for a while, whatever else waits for it. */
async function postpone(
  tx: Tx,
  delivery: NotificationDeliveryRow,
  { until, random, now }: { until: number; random: number; now: number },
): Promise<void> {
  if (now - delivery.roundStartedAt > longestRoundMs(delivery.channel)) {
    await endTurn(tx, delivery, { state: 'EXHAUSTED', nextAttemptAt: null, settledAt: now });
    return;
  }
  const nextAttemptAt = Math.round(until + random * (until - now));
  await endTurn(tx, delivery, { nextAttemptAt });
  await scheduleTry(tx, { ...delivery, turn: delivery.turn + 1, nextAttemptAt });
}

async function conclude(deps: Delivering, begun: Try, result: AttemptResult): Promise<void> {
  const { database, clock } = deps;
  const { delivery, endpoint, subscription, number } = begun;
  const { tenantId, deliveryId } = delivery;
  const now = clock.now();
  const answered = verdictOf(begun, result);
  await database.withTenant(tenantId, async (tx) => {
    // The endpoint first, as everywhere: two that wait for each other's locks wait for ever.
    const present = endpoint && (await lockEndpoint(tx, endpoint.endpointId));
    const device = subscription && (await lockPushSubscription(tx, subscription.subscriptionId));
    // What the address before answered says nothing of the present one, which is tried next.
    const isMoved = present?.url !== endpoint?.url;
    const verdict = isMoved && answered === 'GONE' ? 'RETRY' : answered;
    await finishAttempt(tx, { deliveryId, number }, { ...result, finishedAt: now });
    if (verdict === 'DELIVERED') await noteDelivered(tx, deliveryId, { statusCode: result.statusCode, now });
    else await endFailed(tx, { deps, delivery, result, verdict, now });
    if (present && !isMoved) await noteHealth(tx, { deps, endpoint: present, verdict, now });
    if (device) await noteDevice(tx, { device, verdict, now });
  });
}

function verdictOf({ endpoint, subscription }: Try, result: AttemptResult): Verdict {
  if (subscription) return pushVerdict(result);
  return endpoint ? webhookVerdict(result) : mailVerdict(result);
}

interface Failed {
  readonly deps: Delivering;
  readonly delivery: NotificationDeliveryRow;
  readonly result: AttemptResult;
  readonly verdict: Verdict;
  readonly now: number;
}

async function endFailed(tx: Tx, { deps, delivery, result, verdict, now }: Failed): Promise<void> {
  const tries = delivery.tries + 1;
  const wishMs = result.wishMs ?? null;
  const pause = verdict === 'RETRY' ? pauseBefore(delivery.channel, { tries, random: deps.random(), wishMs }) : null;
  const told = { tries, lastStatus: result.statusCode, lastError: result.error };
  if (pause === null) {
    const state = verdict === 'RETRY' ? 'EXHAUSTED' : 'REFUSED';
    await endTurn(tx, delivery, { ...told, state, nextAttemptAt: null, settledAt: now });
    return;
  }
  const nextAttemptAt = now + pause;
  const isOurs = await endTurn(tx, delivery, { ...told, nextAttemptAt });
  if (isOurs) await scheduleTry(tx, { ...delivery, turn: delivery.turn + 1, nextAttemptAt });
}

/** What a try says of its endpoint: it works again, failed once more, or has failed for so long that it is switched off. */
async function noteHealth(
  tx: Tx,
  { deps, endpoint, verdict, now }: { deps: Delivering; endpoint: WebhookEndpointRow; verdict: Verdict; now: number },
): Promise<void> {
  const { endpointId } = endpoint;
  if (verdict === 'DELIVERED') {
    if (endpoint.failures) await changeEndpoint(tx, endpointId, { failures: 0, failingSince: null, pausedUntil: null });
    return;
  }
  if (verdict === 'GONE') return disableEndpoint(tx, endpoint, { reason: 'GONE', eventId: uuidv7(now), now });
  const failures = endpoint.failures + 1;
  const failingSince = endpoint.failingSince ?? now;
  await changeEndpoint(tx, endpointId, { failures, failingSince, pausedUntil: now + endpointPauseMs(failures) });
  if (now - failingSince < deps.config.webhookDisableAfterHours * 3_600_000) return;
  await disableEndpoint(tx, endpoint, { reason: 'FAILING', eventId: uuidv7(now), now });
}

/** What a try says of a browser: it was told, or is gone for good. */
async function noteDevice(
  tx: Tx,
  { device: { subscriptionId }, verdict, now }: { device: PushSubscriptionRow; verdict: Verdict; now: number },
): Promise<void> {
  if (verdict === 'DELIVERED') await notePushed(tx, subscriptionId, now);
  if (verdict === 'GONE') await forgetDevices(tx, { kind: 'one', subscriptionId }, now);
}
