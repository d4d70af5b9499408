import { positionId, type PositionRecord } from '@trekker/geo';
import { partitionOf, uuidv7, type Database } from '@trekker/kit';

import { insertQuarantined } from '../db/quarantine.ts';
import type { QuarantinedFixRow } from '../db/rows.ts';
import { dedupeOf } from '../domain/dedupe.ts';
import { judge, type PlausibleFix } from '../domain/judge.ts';
import type { QuarantineReason } from '../domain/quarantine-reason.ts';
import type { RateLimit } from '../domain/rate-limit.ts';
import type { ReceivedMessage } from '../domain/received-message.ts';
import { POSITION_PARTITIONS } from '../events.ts';
import type { Identities } from '../workers/identities.ts';
import type { PartitionWriters } from '../workers/partition-writers.ts';
import type { PayloadSecrets } from '../workers/payload-secrets.ts';
import { noteHeard, noteRegionEvent } from './note-heard.ts';

/** What intake needs. */
export interface Intake {
  readonly database: Database;
  readonly identities: Identities;
  readonly writers: PartitionWriters;
  readonly secrets: PayloadSecrets;
  /** How many messages of unknown trackers a tenant may leave in quarantine. */
  readonly unknownLimit: RateLimit;
  /** How many messages a known tracker may leave there. */
  readonly knownLimit: RateLimit;
  /** How often repeats alone count as a sign of life of a tracker. */
  readonly repeatLimit: RateLimit;
}

/**
 * What became of one message. What was accepted, and what was a duplicate, is on disk; what was heard is a sign of life,
 * of which a region event is on disk too.
 */
export type Receipt =
  | { readonly kind: 'accepted' | 'duplicate'; readonly positionId: string }
  | { readonly kind: 'heard' }
  | Rejected;

/** A message that was refused. It lies in quarantine, unless its tenant or tracker has left too many there. */
export interface Rejected {
  readonly kind: 'rejected';
  readonly reason: QuarantineReason;
  readonly message: string;
}

/**
 * Takes in messages of one tenant and resolves when each of them is on disk, accepted or in quarantine with its reason;
 * of refused ones only those beyond the limits are not kept. Receipts come in the order of the messages. Fails with UNAVAILABLE when that cannot be promised now.
 */
export async function receiveMessages(
  intake: Intake,
  tenantId: string,
  messages: readonly ReceivedMessage[],
): Promise<Receipt[]> {
  const known = await intake.identities.resolve(
    tenantId,
    messages.map(({ identifier }) => identifier),
  );
  const attributed = messages.map((message) => ({
    tenantId,
    message,
    trackerId: known.get(message.identifier)?.trackerId ?? null,
  }));
  const receipts = await Promise.all(attributed.map((one) => takeIn(intake, one)));
  const trackerIds = heardByRepeatsAlone(intake, attributed, receipts);
  if (trackerIds.length) await noteHeard(intake.database, { tenantId, trackerIds });
  const refused = attributed.flatMap((one, index) => quarantined(intake, one, receipts[index]) ?? []);
  if (refused.length) await intake.database.withTenant(tenantId, (tx) => insertQuarantined(tx, refused));
  return receipts;
}

/** A message with the tracker it is of; null: nobody knows it. */
export interface Attributed {
  readonly tenantId: string;
  readonly message: ReceivedMessage;
  readonly trackerId: string | null;
}

/** Takes in one message; nothing of a refused one is kept. */
export async function takeIn(intake: Intake, { tenantId, message, trackerId }: Attributed): Promise<Receipt> {
  if (trackerId === null) {
    const problem = `identifier ${JSON.stringify(message.identifier)} belongs to no tracker`;
    return { kind: 'rejected', reason: 'UNKNOWN_TRACKER', message: problem };
  }
  const judged = judge(message.decoded, message.receivedAt);
  switch (judged.kind) {
    case 'plausible':
      return accept(intake, { tenantId, receivedAt: message.receivedAt, trackerId }, judged);
    case 'region':
      await noteRegionEvent(intake.database, { tenantId, trackerId, receivedAt: message.receivedAt, said: judged });
      return { kind: 'heard' };
    case 'heard':
      await noteHeard(intake.database, { tenantId, trackerIds: [trackerId] });
      return { kind: 'heard' };
    case 'implausible':
      return { kind: 'rejected', reason: judged.reason, message: judged.message };
  }
}

async function accept(
  { writers }: Intake,
  { tenantId, receivedAt, trackerId }: { tenantId: string; receivedAt: number; trackerId: string },
  { kind: _kind, batteryPercent, attributes, recordedAt, ...quantities }: PlausibleFix,
): Promise<Receipt> {
  const record: PositionRecord = { trackerId, recordedAt, dedupe: dedupeOf(quantities), ...quantities };
  const partition = partitionOf(tenantId, trackerId, POSITION_PARTITIONS);
  const outcome = await writers.write(partition, { tenantId, record, batteryPercent, attributes, receivedAt });
  return { kind: outcome === 'new' ? 'accepted' : 'duplicate', positionId: positionId(record) };
}

/**
 * The trackers of which nothing but repeats came. These leave no entry in the log, though the device lives: it is told
 * apart from positions, as often as the limit allows.
 */
function heardByRepeatsAlone(
  { repeatLimit }: Intake,
  attributed: readonly Attributed[],
  receipts: readonly Receipt[],
): string[] {
  const kinds = new Map<string, boolean>();
  for (const [index, { trackerId }] of attributed.entries()) {
    const kind = receipts[index]?.kind;
    if (trackerId === null || kind === 'rejected') continue;
    kinds.set(trackerId, kind === 'duplicate' && kinds.get(trackerId) !== false);
  }
  const [first] = attributed;
  if (!first) return [];
  const { tenantId, message } = first;
  return [...kinds]
    .filter(([trackerId, repeats]) => repeats && repeatLimit.take(`${tenantId}/${trackerId}`, message.receivedAt))
    .map(([trackerId]) => trackerId);
}

/** The row that keeps a refused message; null for one that was taken in, and beyond the limits. */
function quarantined(
  intake: Intake,
  { tenantId, message: received, trackerId }: Attributed,
  receipt: Receipt | undefined,
): QuarantinedFixRow | null {
  if (receipt?.kind !== 'rejected') return null;
  if (!mayKeep(intake, { tenantId, message: received, trackerId })) return null;
  const { reason, message } = receipt;
  const { identifier, decoded, transport, raw, receivedAt } = received;
  return {
    tenantId,
    fixId: uuidv7(receivedAt),
    reason,
    message,
    identifier,
    trackerId,
    transport,
    decoded,
    raw,
    receivedAt,
  };
}

function mayKeep({ unknownLimit, knownLimit }: Intake, { tenantId, trackerId, message }: Attributed): boolean {
  return trackerId === null
    ? unknownLimit.take(tenantId, message.receivedAt)
    : knownLimit.take(`${tenantId}/${trackerId}`, message.receivedAt);
}
