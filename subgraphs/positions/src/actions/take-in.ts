import { positionId, type PositionRecord } from '@trekker/geo';
import { partitionOf, type Database } from '@trekker/kit';

import { dedupeOf } from '../domain/dedupe.ts';
import { filteredFixId } from '../domain/filter/filtered-fix-id.ts';
import { filterRefusal } from '../domain/filter/one-fix.ts';
import { judge, type PlausibleFix } from '../domain/judge.ts';
import type { NewPosition } from '../domain/new-position.ts';
import type { QuarantineReason } from '../domain/quarantine-reason.ts';
import type { RateLimit } from '../domain/rate-limit.ts';
import type { ReceivedMessage } from '../domain/received-message.ts';
import { POSITION_PARTITIONS } from '../events.ts';
import type { FilterRules, OneFixRules } from '../workers/filter-rules.ts';
import type { Identities } from '../workers/identities.ts';
import type { MessageCounts } from '../workers/message-counts.ts';
import type { Outcome, PartitionWriters } from '../workers/partition-writers.ts';
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
  /** How often an unknown vehicle of a feed may leave one there: a feed has thousands, and names each again and again. */
  readonly unknownOfFeeds: RateLimit;
  /** How many messages a known tracker may leave there. */
  readonly knownLimit: RateLimit;
  /** How often repeats alone count as a sign of life of a tracker. */
  readonly repeatLimit: RateLimit;
  /** What became of everything that was received. */
  readonly counts: MessageCounts;
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

/** A message with the tracker it is of; null: nobody knows it. */
export interface Attributed {
  readonly tenantId: string;
  readonly message: ReceivedMessage;
  readonly tracker: Identity | null;
}

/**
 * Takes in messages of one tenant under its rules, and resolves with a receipt for each when all are on disk; nothing of a
 * refused one is kept. Fails with UNAVAILABLE before any is taken in where there is no room for them.
 */
export async function takeIn(intake: Intake, messages: readonly Attributed[], rules: OneFixRules): Promise<Receipt[]> {
  const [first] = messages;
  if (first) intake.writers.assertRoom(first.tenantId);
  const receipts: (Receipt | null)[] = [];
  const toWrite: (ToWrite & { readonly index: number })[] = [];
  const alive = new Map<number, Alive>();
  const toCome: Promise<void>[] = [];
  for (const [index, message] of messages.entries()) {
    const sifted = sift(intake, message, rules);
    const isSettled = 'kind' in sifted;
    receipts.push(isSettled ? sifted : null);
    if ('position' in sifted) toWrite.push({ index, ...sifted });
    else if ('isAlive' in sifted) alive.set(index, sifted);
    else if (sifted instanceof Promise) toCome.push(sifted.then((receipt) => void (receipts[index] = receipt)));
  }
  for (const [partition, ofPartition] of Map.groupBy(toWrite, (one) => one.partition))
    toCome.push(writeAll(intake, { partition, toWrite: ofPartition, receipts }));
  if (alive.size) toCome.push(noteAlive(intake, alive, receipts));
  await Promise.all(toCome);
  return receipts.filter((receipt) => receipt !== null);
}

/** Puts receipts in their places when the positions are on disk. */
async function writeAll(
  { writers }: Intake,
  {
    partition,
    toWrite,
    receipts,
  }: {
    partition: number;
    toWrite: readonly { readonly index: number; readonly position: NewPosition }[];
    receipts: (Receipt | null)[];
  },
): Promise<void> {
  const outcomes = await writers.write(
    partition,
    toWrite.map(({ position }) => position),
  );
  for (const [at, { index, position }] of toWrite.entries())
    receipts[index] = receiptOf(position, outcomes[at] ?? 'known');
}

/** Notes signs of life, all at once and of each tracker one, and puts receipts in their places then. */
async function noteAlive(
  { database }: Intake,
  alive: ReadonlyMap<number, Alive>,
  receipts: (Receipt | null)[],
): Promise<void> {
  for (const [tenantId, ofTenant] of Map.groupBy(alive.values(), (one) => one.tenantId)) {
    const trackerIds = [...new Set(ofTenant.map(({ trackerId }) => trackerId))];
    await noteHeard(database, { tenantId, trackerIds });
  }
  for (const index of alive.keys()) receipts[index] = heard();
}

/** A sign of life to note. */
interface Alive {
  readonly isAlive: true;
  readonly tenantId: string;
  readonly trackerId: string;
}

/** A position for the writer of its partition. */
interface ToWrite {
  readonly partition: number;
  readonly position: NewPosition;
}

/** What a message comes to by itself: a position to write, a sign of life, a receipt at once, or one to come. */
function sift(
  { database }: Intake,
  { tenantId, message, tracker }: Attributed,
  rules: OneFixRules,
): ToWrite | Alive | Receipt | Promise<Receipt> {
  if (tracker === null) {
    const problem = `identifier ${JSON.stringify(message.identifier)} belongs to no tracker`;
    return { kind: 'rejected', reason: 'UNKNOWN_TRACKER', message: problem };
  }
  const { trackerId } = tracker;
  const { receivedAt, transport } = message;
  const judged = judge(message.decoded, receivedAt);
  switch (judged.kind) {
    case 'plausible': {
      if (rules.keptSince !== null && judged.recordedAt < rules.keptSince)
        return { kind: 'rejected', reason: 'IMPLAUSIBLE_TIME', message: notKept(judged.recordedAt, rules.keptSince) };
      const record = recordOf(trackerId, judged);
      const refusal = filterRefusal(rules.onFor(tracker), { fix: judged, transport, receivedAt });
      if (refusal !== null)
        return { kind: 'rejected', reason: 'FILTERED', message: refusal, fixId: filteredFixId(tenantId, record) };
      const { batteryPercent, attributes } = judged;
      const partition = partitionOf(tenantId, trackerId, POSITION_PARTITIONS);
      return { partition, position: { tenantId, record, batteryPercent, attributes, receivedAt } };
    }
    case 'region':
      return noteRegionEvent(database, { tenantId, trackerId, receivedAt, said: judged }).then(heard);
    case 'heard':
      return { isAlive: true, tenantId, trackerId };
    case 'implausible':
      return { kind: 'rejected', reason: judged.reason, message: judged.message };
  }
}

/** Taken in, it would be deleted again, and visits of that time could no longer be told by what else was there. */
function notKept(recordedAt: number, keptSince: number): string {
  const [since, at] = [keptSince, recordedAt].map((instant) => new Date(instant).toISOString());
  return `time must not lie before ${since}, since when positions are kept, got ${at}`;
}

function heard(): Receipt {
  return { kind: 'heard' };
}

function recordOf(trackerId: string, fix: PlausibleFix): PositionRecord {
  const { kind: _kind, batteryPercent: _battery, attributes: _attributes, recordedAt, ...quantities } = fix;
  return { trackerId, recordedAt, dedupe: dedupeOf(quantities), ...quantities };
}

function receiptOf({ record }: NewPosition, outcome: Outcome): Receipt {
  const kind = outcome === 'new' ? 'accepted' : 'duplicate';
  // Few ask for the id.
  return {
    kind,
    get positionId() {
      return positionId(record);
    },
  };
}
