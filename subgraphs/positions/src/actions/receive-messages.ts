import { positionId, type PositionRecord } from '@trekker/geo';
import { partitionOf, uuidv7, type Database } from '@trekker/kit';

import { insertQuarantined } from '../db/quarantine.ts';
import type { QuarantinedFixRow } from '../db/rows.ts';
import { dedupeOf } from '../domain/dedupe.ts';
import { filteredFixId } from '../domain/filter/filtered-fix-id.ts';
import { filterRefusal } from '../domain/filter/one-fix.ts';
import { judge, type PlausibleFix } from '../domain/judge.ts';
import type { QuarantineReason } from '../domain/quarantine-reason.ts';
import type { RateLimit } from '../domain/rate-limit.ts';
import type { ReceivedMessage } from '../domain/received-message.ts';
import { POSITION_PARTITIONS } from '../events.ts';
import type { FilterRules, OneFixRules } from '../workers/filter-rules.ts';
import type { Identities } from '../workers/identities.ts';
import type { PartitionWriters } from '../workers/partition-writers.ts';
import type { PayloadSecrets } from '../workers/payload-secrets.ts';
import type { Identity } from '../workers/replicas.ts';
import type { TrackerDecodings } from '../workers/tracker-decodings.ts';
import { noteHeard, noteRegionEvent } from './note-heard.ts';

/** What intake needs. */
export interface Intake {
  readonly database: Database;
  readonly identities: Identities;
  readonly filterRules: Pick<FilterRules, 'of' | 'forget'>;
  readonly writers: PartitionWriters;
  readonly secrets: PayloadSecrets;
  readonly decodings: Pick<TrackerDecodings, 'ofIdentifiers' | 'ofTracker' | 'refresh'>;
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

/**
 * A message that was refused. It lies in quarantine, unless its tenant or tracker has left too many there; one that only a
 * rule of the tenant refused lies there in any case, once, under `fixId`.
 */
export interface Rejected {
  readonly kind: 'rejected';
  readonly reason: QuarantineReason;
  readonly message: string;
  readonly fixId?: string;
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
  const identifiers = messages.map(({ identifier }) => identifier);
  const [known, rules] = await Promise.all([
    intake.identities.resolve(tenantId, identifiers),
    intake.filterRules.of(tenantId),
  ]);
  const attributed = messages.map((message) => ({ tenantId, message, tracker: known.get(message.identifier) ?? null }));
  const receipts = await Promise.all(attributed.map((one) => takeIn(intake, one, rules)));
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
  readonly tracker: Identity | null;
}

/** Takes in one message under the rules of its tenant; nothing of a refused one is kept. */
export async function takeIn(
  intake: Intake,
  { tenantId, message, tracker }: Attributed,
  rules: OneFixRules,
): Promise<Receipt> {
  if (tracker === null) {
    const problem = `identifier ${JSON.stringify(message.identifier)} belongs to no tracker`;
    return { kind: 'rejected', reason: 'UNKNOWN_TRACKER', message: problem };
  }
  const { trackerId } = tracker;
  const { receivedAt, transport } = message;
  const judged = judge(message.decoded, receivedAt);
  switch (judged.kind) {
    case 'plausible': {
      const record = recordOf(trackerId, judged);
      const refusal = filterRefusal(rules.onFor(tracker), { fix: judged, transport, receivedAt });
      if (refusal === null) return accept(intake, { tenantId, receivedAt, record }, judged);
      return { kind: 'rejected', reason: 'FILTERED', message: refusal, fixId: filteredFixId(tenantId, record) };
    }
    case 'region':
      await noteRegionEvent(intake.database, { tenantId, trackerId, receivedAt, said: judged });
      return { kind: 'heard' };
    case 'heard':
      await noteHeard(intake.database, { tenantId, trackerIds: [trackerId] });
      return { kind: 'heard' };
    case 'implausible':
      return { kind: 'rejected', reason: judged.reason, message: judged.message };
  }
}

function recordOf(trackerId: string, fix: PlausibleFix): PositionRecord {
  const { kind: _kind, batteryPercent: _battery, attributes: _attributes, recordedAt, ...quantities } = fix;
  return { trackerId, recordedAt, dedupe: dedupeOf(quantities), ...quantities };
}

async function accept(
  { writers }: Intake,
  { tenantId, receivedAt, record }: { tenantId: string; receivedAt: number; record: PositionRecord },
  { batteryPercent, attributes }: PlausibleFix,
): Promise<Receipt> {
  const partition = partitionOf(tenantId, record.trackerId, POSITION_PARTITIONS);
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
  for (const [index, { tracker }] of attributed.entries()) {
    const kind = receipts[index]?.kind;
    if (tracker === null || kind === 'rejected') continue;
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
  const { reason, message, fixId = uuidv7(received.receivedAt) } = receipt;
  const { identifier, decoded, transport, raw, receivedAt, readWith = null } = received;
  const trackerId = tracker?.trackerId ?? null;
  return { tenantId, fixId, reason, message, identifier, trackerId, transport, decoded, raw, receivedAt, readWith };
}

function mayKeep({ unknownLimit, knownLimit }: Intake, { tenantId, tracker, message }: Attributed): boolean {
  return tracker === null
    ? unknownLimit.take(tenantId, message.receivedAt)
    : knownLimit.take(`${tenantId}/${tracker.trackerId}`, message.receivedAt);
}
