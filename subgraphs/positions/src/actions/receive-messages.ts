import { UnavailableError, uuidv7 } from '@trekker/kit';

import { insertQuarantined } from '../db/quarantine.ts';
import type { QuarantinedFixRow } from '../db/rows.ts';
import { DAY_MS } from '../domain/day.ts';
import { idOfContent } from '../domain/filter/filtered-fix-id.ts';
import type { ReceivedMessage } from '../domain/received-message.ts';
import type { MessageOutcome } from '../workers/message-counts.ts';
import { noteHeard } from './note-heard.ts';
import { takeIn, type Attributed, type Intake, type Receipt } from './take-in.ts';

/** How long until something that quarantine has no room for now may be sent again, in milliseconds. */
const ROOM_AFTER_MS = 60_000;

/**
 * Takes in messages of one tenant whose sender hears one word for all of them, and resolves when each of them is on disk,
 * accepted or in quarantine with its reason. Receipts come in the order of the messages. Fails with UNAVAILABLE when that
 * cannot be promised now: nothing of it may be acknowledged, and what was stored is a duplicate when it is sent again.
 *
 * @param answersUnknown whether a message of an unknown tracker is acknowledged like any other. Otherwise its sender hears
 *   that it is not known, and such a message need not be kept.
 */
export async function receiveMessages(
  intake: Intake,
  { tenantId, answersUnknown = false }: { tenantId: string; answersUnknown?: boolean },
  messages: readonly ReceivedMessage[],
): Promise<Receipt[]> {
  const { receipts, outcomes } = await receiveAndTell(intake, tenantId, messages);
  const lost = receipts.find(
    (receipt, index) => outcomes[index] === 'refused' && (answersUnknown || !isUnknown(receipt)),
  );
  if (!lost) return receipts;
  const message = 'quarantine takes no more of this tracker or tenant for now, so a bad message cannot be kept';
  throw new UnavailableError(message, { retryAfterMs: ROOM_AFTER_MS });
}

function isUnknown(receipt: Receipt): boolean {
  return receipt.kind === 'rejected' && receipt.reason === 'UNKNOWN_TRACKER';
}

/**
 * Takes in messages of one tenant whose sender is told of each by itself, and tells of each, in their order, what it counts
 * as. Resolves when all are on disk, accepted or in quarantine with its reason; of refused ones only those beyond the
 * limits are not kept. Fails with UNAVAILABLE when that cannot be promised now.
 */
export async function receiveAndTell(
  intake: Intake,
  tenantId: string,
  messages: readonly ReceivedMessage[],
): Promise<{ readonly receipts: Receipt[]; readonly outcomes: readonly MessageOutcome[] }> {
  const [first] = messages;
  if (!first) return { receipts: [], outcomes: [] };
  const transport = first.transport;
  try {
    const { receipts, kept } = await receive(intake, tenantId, messages);
    const outcomes = receipts.map((receipt, index) => outcomeOf(receipt, kept.has(index)));
    for (const outcome of outcomes) intake.counts.add(transport, outcome);
    return { receipts, outcomes };
  } catch (failure) {
    intake.counts.add(transport, 'unavailable', messages.length);
    throw failure;
  }
}

/** The receipts, and which of the refused messages, by their places, lie in quarantine. */
async function receive(
  intake: Intake,
  tenantId: string,
  messages: readonly ReceivedMessage[],
): Promise<{ receipts: Receipt[]; kept: ReadonlySet<number> }> {
  const identifiers = messages.map(({ identifier }) => identifier);
  const [known, rules] = await Promise.all([
    intake.identities.resolve(tenantId, identifiers),
    intake.filterRules.of(tenantId),
  ]);
  const attributed = messages.map((message) => ({ tenantId, message, tracker: known.get(message.identifier) ?? null }));
  const receipts = await takeIn(intake, attributed, rules);
  const trackerIds = heardByRepeatsAlone(intake, attributed, receipts);
  if (trackerIds.length) await noteHeard(intake.database, { tenantId, trackerIds });
  const kept = new Map<number, QuarantinedFixRow>();
  for (const [index, one] of attributed.entries()) {
    const row = quarantined(intake, one, receipts[index]);
    if (row) kept.set(index, row);
  }
  if (kept.size) await intake.database.withTenant(tenantId, (tx) => insertQuarantined(tx, [...kept.values()]));
  return { receipts, kept: new Set(kept.keys()) };
}

function outcomeOf(receipt: Receipt, isKept: boolean): MessageOutcome {
  if (receipt.kind !== 'rejected') return receipt.kind;
  return isKept ? 'quarantined' : 'refused';
}

/**
 * The trackers of which nothing but repeats came. These leave no entry in the log, though the device lives: it is told
 * apart from positions, as often as the limit allows. What a feed repeats is no word of the device.
 */
function heardByRepeatsAlone(
  { repeatLimit }: Intake,
  attributed: readonly Attributed[],
  receipts: readonly Receipt[],
): string[] {
  const kinds = new Map<string, boolean>();
  for (const [index, { tracker, message }] of attributed.entries()) {
    const kind = receipts[index]?.kind;
    if (tracker === null || kind === 'rejected' || message.feedId !== undefined) continue;
    kinds.set(tracker.trackerId, kind === 'duplicate' && kinds.get(tracker.trackerId) !== false);
  }
  const [first] = attributed;
  if (!first) return [];
  const { tenantId, message } = first;
  return [...kinds]
    .filter(([trackerId, repeats]) => repeats && repeatLimit.take(`${tenantId}/${trackerId}`, message.receivedAt))
    .map(([trackerId]) => trackerId);
}

/** The row that keeps a refused message; null for one that was taken in, and beyond the limits. */
function quarantined(intake: Intake, one: Attributed, receipt: Receipt | undefined): QuarantinedFixRow | null {
  if (receipt?.kind !== 'rejected') return null;
  if (receipt.fixId === undefined && !mayKeep(intake, one)) return null;
  const { tenantId, message: received, tracker } = one;
  const { reason, message, fixId = idOfRefused(tenantId, received) } = receipt;
  const { identifier, decoded, transport, raw, receivedAt, readWith = null } = received;
  const trackerId = tracker?.trackerId ?? null;
  return { tenantId, fixId, reason, message, identifier, trackerId, transport, decoded, raw, receivedAt, readWith };
}

/** What a feed tells again and again lies there once a day. */
function idOfRefused(tenantId: string, { feedId, identifier, raw, receivedAt }: ReceivedMessage): string {
  if (feedId === undefined) return uuidv7(receivedAt);
  const day = Math.floor(receivedAt / DAY_MS) * DAY_MS;
  return idOfContent(day, `${tenantId}/${feedId}/${identifier}/${raw}`);
}

function mayKeep(
  { unknownLimit, unknownOfFeeds, knownLimit }: Intake,
  { tenantId, tracker, message }: Attributed,
): boolean {
  if (tracker === null && message.feedId !== undefined)
    return unknownOfFeeds.take(`${tenantId}/${message.feedId}/${message.identifier}`, message.receivedAt);
  return tracker === null
    ? unknownLimit.take(tenantId, message.receivedAt)
    : knownLimit.take(`${tenantId}/${tracker.trackerId}`, message.receivedAt);
}
