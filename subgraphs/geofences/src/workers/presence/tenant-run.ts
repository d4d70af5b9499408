import { unpackPositions, type PositionRecord } from '@trekker/geo';
import { payloadOf, type ConsumerTx, type Entry } from '@trekker/kit';

import { insertLate, type LatePosition } from '../../db/late-positions.ts';
import { presencesOf, savePresences } from '../../db/presence.ts';
import { insertBeliefs, trackersInside, type VisitBelief } from '../../db/visits.ts';
import type { KnownFences } from '../../domain/presence/fence-set.ts';
import { fixOf } from '../../domain/presence/fix.ts';
import { stepPassed } from '../../domain/presence/progress.ts';
import {
  applyEnds,
  applyFix,
  applySilence,
  nextDeadline,
  orderOf,
  UNSEEN,
  type Stepped,
  type TrackerPresence,
} from '../../domain/presence/tracker-presence.ts';
import { fencesEdited, positionsAppended, trackersReached, visitChanged, visitsEvent } from '../../events.ts';
import type { FenceIndex } from './fence-index.ts';
import type { TenantShare } from './partition-memory.ts';

/** What a run works on. */
export interface RunContext {
  readonly tenantId: string;
  readonly partition: number;
  readonly share: TenantShare;
  readonly index: FenceIndex;
}

/**
 * Derives one tenant's part of a batch, entry by entry, in a transaction whose tenant is set. Reads what it needs of all
 * entries at once and writes what came of them at once.
 */
export async function runTenant(tx: ConsumerTx, context: RunContext, entries: readonly Entry[]): Promise<void> {
  const run = new TenantRun(tx, context);
  const records = new Map(entries.filter(isPositions).map((entry) => [entry.id, recordsIn(entry)]));
  await run.open([...records.values()].flat().map(({ trackerId }) => trackerId));
  for (const entry of entries) {
    if (entry.kind === 'tick') await run.tick(entry);
    else if (entry.type === fencesEdited.type) await run.edit(entry);
    else run.positions(entry, records.get(entry.id) ?? []);
  }
  await run.flush();
}

function isPositions({ kind, type }: Entry): boolean {
  return kind === 'data' && type === positionsAppended.type;
}

function recordsIn({ id, version, body }: Entry): PositionRecord[] {
  if (version > positionsAppended.version || !body) {
    throw new Error(`entry ${id} has version ${version} and ${body?.length ?? 'no'} bytes; this code cannot read it`);
  }
  return unpackPositions(body);
}

class TenantRun {
  readonly #tx: ConsumerTx;
  readonly #context: RunContext;
  readonly #presences = new Map<string, TrackerPresence>();
  readonly #moved = new Set<string>();
  #fences: KnownFences | undefined;
  #beliefs: VisitBelief[] = [];
  #late: LatePosition[] = [];

  constructor(tx: ConsumerTx, context: RunContext) {
    this.#tx = tx;
    this.#context = context;
  }

  async open(trackerIds: readonly string[]): Promise<void> {
    this.#fences = await this.#knownFences();
    await this.#load(trackerIds);
  }

  positions(entry: Entry, records: readonly PositionRecord[]): void {
    const reached = new Map<string, number>();
    for (const record of records) {
      const { last } = this.#presenceOf(record.trackerId);
      const isNext = this.#position(entry, record);
      const step = isNext ? stepPassed(last, record) : null;
      if (step !== null) reached.set(record.trackerId, step);
    }
    if (!reached.size) return;
    const trackers = [...reached].map(([trackerId, reachedAt]) => ({ trackerId, reachedAt }));
    this.#tx.publish({ ...visitsEvent(trackersReached, this.#context.tenantId, { trackers }), causedBy: entry.id });
  }

  /** Whether the position came behind everything applied to its tracker, and so is part of visits now. */
  #position({ id, at, partition, offset }: Entry, record: PositionRecord): boolean {
    const presence = this.#presenceOf(record.trackerId);
    const order = orderOf(presence, record);
    if (order === 'late') this.#late.push({ key: record, partition, offset });
    if (order !== 'next') return false;
    this.#step(record.trackerId, applyFix(presence, fixOf(record), this.#known), { id, at });
    return true;
  }

  /** Silence that was too long is noted by the deadline; the tick only says that we know. */
  async tick({ id, at }: Entry): Promise<void> {
    const due = this.#context.share.deadlines.due(at);
    await this.#load(due);
    for (const trackerId of due.toSorted()) {
      this.#step(trackerId, applySilence(this.#presenceOf(trackerId), at, this.#known), { id, at });
    }
  }

  /** From here on the partition knows the edit. Visits to geofences that ended with it end. */
  async edit(entry: Entry): Promise<void> {
    const { edit, versions } = payloadOf(entry, fencesEdited);
    const before = this.#known;
    this.#context.share.edit = edit;
    const after = await this.#knownFences();
    this.#fences = after;
    const ended = versions.filter(({ geofenceId, number }) =>
      after.fence(geofenceId)?.versions.some((version) => version.number === number && version.kind === 'end'),
    );
    if (!ended.length) return;
    await this.flush();
    const geofenceIds = ended.map(({ geofenceId }) => geofenceId);
    const inside = await trackersInside(this.#tx.sql, { geofenceIds, partition: this.#context.partition });
    await this.#load(inside);
    for (const trackerId of inside.toSorted()) {
      this.#step(trackerId, applyEnds(this.#presenceOf(trackerId), geofenceIds, { before, after }), entry);
    }
  }

  /** Writes what came of the entries so far. */
  async flush(): Promise<void> {
    const { sql } = this.#tx;
    const { tenantId, partition, share } = this.#context;
    const moved = new Map([...this.#moved].map((trackerId) => [trackerId, this.#presenceOf(trackerId)]));
    await savePresences(sql, { tenantId, partition, presences: moved });
    await insertBeliefs(sql, tenantId, this.#beliefs);
    await insertLate(sql, tenantId, this.#late);
    for (const [trackerId, presence] of moved) share.presences.set(trackerId, presence);
    this.#moved.clear();
    this.#beliefs = [];
    this.#late = [];
  }

  #step(trackerId: string, { presence, changes }: Stepped, { id, at }: Pick<Entry, 'id' | 'at'>): void {
    const { tenantId, share } = this.#context;
    this.#presences.set(trackerId, presence);
    this.#moved.add(trackerId);
    share.deadlines.set(trackerId, nextDeadline(presence));
    for (const change of changes) {
      this.#beliefs.push({ ...change, trackerId, knownFrom: at });
      const { evidence: _evidence, ...visit } = change.visit;
      const { kind, revision } = change;
      const told = { ...visit, stale: [...visit.stale], kind, revision, trackerId };
      this.#tx.publish({ ...visitsEvent(visitChanged, tenantId, told), causedBy: id });
    }
  }

  async #load(trackerIds: readonly string[]): Promise<void> {
    const { tenantId, share } = this.#context;
    const missing: string[] = [];
    for (const trackerId of new Set(trackerIds)) {
      if (this.#presences.has(trackerId)) continue;
      const kept = share.presences.get(trackerId);
      if (kept) this.#presences.set(trackerId, kept);
      else missing.push(trackerId);
    }
    for (const [trackerId, presence] of await presencesOf(this.#tx.sql, tenantId, missing)) {
      this.#presences.set(trackerId, presence);
    }
  }

  get #known(): KnownFences {
    if (!this.#fences) throw new Error('a run was not opened');
    return this.#fences;
  }

  #knownFences(): Promise<KnownFences> {
    const { index, tenantId, share } = this.#context;
    return index.knownAt(this.#tx, tenantId, share.edit);
  }

  #presenceOf(trackerId: string): TrackerPresence {
    return this.#presences.get(trackerId) ?? UNSEEN;
  }
}
