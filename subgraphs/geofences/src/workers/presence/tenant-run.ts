import { comparePositions, unpackedOnce, type PositionRecord } from '@trekker/geo';
import { createTurn, payloadOf, type ConsumerTx, type Entry } from '@trekker/kit';

import { presencesOf, trackersConcerned, type KeptPresence } from '../../db/presence.ts';
import { trackersInside } from '../../db/visits.ts';
import { toldTogether, type CoverageChange } from '../../domain/presence/coverage.ts';
import type { KnownFences } from '../../domain/presence/fence-set.ts';
import { fixOf } from '../../domain/presence/fix.ts';
import { stepPassed } from '../../domain/presence/progress.ts';
import { SEGMENT_FIXES, type KeptFix } from '../../domain/presence/replay.ts';
import {
  applyFix,
  applySilence,
  knownAtOnce,
  UNKNOWN_TRACKER,
  type Moved,
} from '../../domain/presence/tracker-presence.ts';
import { orderOf, UNSEEN } from '../../domain/presence/tracker-state.ts';
import { fencesEdited, positionsAppended } from '../../events.ts';
import type { FenceIndex } from './fence-index.ts';
import { boxesAround } from './boxes-around.ts';
import { createOutcome, type Outcome } from './outcome.ts';
import type { TenantShare } from './partition-memory.ts';
import { takeAnew } from './take-anew.ts';
import { createTelling, type Cause, type Telling } from './telling.ts';

/** What a run works on. */
export interface RunContext {
  readonly tenantId: string;
  readonly partition: number;
  readonly share: TenantShare;
  readonly index: FenceIndex;
}

/**
 * Derives one tenant's part of a batch, entry by entry, in a transaction whose tenant is set. Reads what it needs of all
 * entries at once; writes what came of them at once, but before anything is derived anew, since that reads it.
 */
export async function runTenant(tx: ConsumerTx, context: RunContext, entries: readonly Entry[]): Promise<void> {
  const run = new TenantRun(tx, context);
  const records = new Map(entries.filter(isPositions).map((entry) => [entry.id, recordsIn(entry)]));
  await run.open([...records.values()].flat().map(({ trackerId }) => trackerId));
  for (const entry of entries) {
    if (entry.kind === 'tick') await run.tick(entry);
    else if (entry.type === fencesEdited.type) await run.edit(entry);
    else await run.positions(entry, records.get(entry.id) ?? []);
  }
  await run.flush();
}

function isPositions({ kind, type }: Entry): boolean {
  return kind === 'data' && type === positionsAppended.type;
}

function recordsIn({ id, version, body }: Entry): readonly PositionRecord[] {
  if (version > positionsAppended.version || !body) {
    throw new Error(`entry ${id} has version ${version} and ${body?.length ?? 'no'} bytes; this code cannot read it`);
  }
  return unpackedOnce(body);
}

class TenantRun {
  readonly #tx: ConsumerTx;
  readonly #context: RunContext;
  readonly #telling: Telling;
  readonly #outcome: Outcome;
  readonly #kept = new Map<string, KeptPresence>();
  /** Intake answers on the same event loop. */
  readonly #othersTurn = createTurn();
  #fences: KnownFences | undefined;

  constructor(tx: ConsumerTx, context: RunContext) {
    this.#tx = tx;
    this.#context = context;
    this.#telling = createTelling(tx, context.tenantId);
    this.#outcome = createOutcome(tx.sql, context);
  }

  async open(trackerIds: readonly string[]): Promise<void> {
    this.#fences = await this.#knownFences();
    await this.#load(trackerIds);
  }

  async positions(entry: Entry, records: readonly PositionRecord[]): Promise<void> {
    const reached = new Map<string, number>();
    for (const [trackerId, ofTracker] of Map.groupBy(records, (record) => record.trackerId)) {
      const fixes = ofTracker.toSorted(comparePositions).map((record) => ({ ...fixOf(record), knownAt: entry.at }));
      await this.#othersTurn();
      const before = this.#keptOf(trackerId).presence.state.last;
      await this.#take(trackerId, fixes, entry);
      const after = this.#keptOf(trackerId).presence.state.last;
      const step = after && after !== before ? stepPassed(before?.key ?? null, after.key) : null;
      if (step !== null) reached.set(trackerId, step);
    }
    this.#telling.reached(reached, entry);
  }

  /** Silence that was too long is noted by the deadline; the tick only says that we know. */
  async tick(entry: Entry): Promise<void> {
    const due = this.#outcome.due(entry.at, this.#known);
    await this.#load(due);
    for (const trackerId of due.toSorted()) this.#silent(trackerId, entry);
  }

  /** From here on the partition knows the edit. What it changes of the past is derived anew. */
  async edit(entry: Entry): Promise<void> {
    const { edit, versions } = payloadOf(entry, fencesEdited);
    const before = this.#known;
    this.#context.share.edit = edit;
    const after = await this.#knownFences();
    this.#fences = after;
    const found = versions.flatMap(({ geofenceId, number }) => {
      return after.fence(geofenceId)?.versions.find((version) => version.number === number) ?? [];
    });
    if (!found.length) return;
    const { tenantId, partition } = this.#context;
    const since = Math.min(...found.map(({ validFrom }) => validFrom));
    await this.flush();
    const concerned = new Set(found.map(({ geofenceId }) => geofenceId));
    const geofenceIds = [...concerned];
    const near = boxesAround(geofenceIds.flatMap((geofenceId) => after.fence(geofenceId)?.versions ?? []));
    const touched = await trackersConcerned(this.#tx.sql, { tenantId, partition, since, geofenceIds, near });
    await this.#load(touched);
    for (const trackerId of touched) await this.#anew(trackerId, { fresh: [], from: since, concerned }, entry);
    const ended = found.filter(({ kind }) => kind === 'end').map(({ geofenceId }) => geofenceId);
    await this.#end(ended, before, entry);
  }

  /** Visits to geofences that came to an end, end. */
  async #end(geofenceIds: readonly string[], before: KnownFences, entry: Entry): Promise<void> {
    if (!geofenceIds.length) return;
    await this.flush();
    const inside = await trackersInside(this.#tx.sql, { geofenceIds, partition: this.#context.partition });
    await this.#load(inside);
    for (const trackerId of inside.toSorted()) this.#silent(trackerId, entry, before);
  }

  /** Writes what came of the entries so far. */
  async flush(): Promise<void> {
    for (const [trackerId, kept] of await this.#outcome.write(this.#known)) this.#kept.set(trackerId, kept);
  }

  async #take(trackerId: string, fixes: readonly KeptFix[], entry: Entry): Promise<void> {
    const [first] = fixes;
    const { state } = this.#keptOf(trackerId).presence;
    if (first && orderOf(state, first) !== 'next') {
      const fresh = fixes.filter((fix) => orderOf(state, fix) !== 'known');
      if (!fresh.length) return;
      if (this.#outcome.waits(trackerId)) await this.flush();
      const from = fresh[0]?.recordedAt ?? first.recordedAt;
      return this.#anew(trackerId, { fresh, from, concerned: null }, entry);
    }
    // An entry is told of at once: of a run from long ago, each fix by itself would take back what the one before told.
    let coverage: CoverageChange | null = null;
    for (const next of knownAtOnce(this.#keptOf(trackerId).presence, withoutRepeats(fixes))) {
      coverage = toldTogether(coverage, this.#next(trackerId, next, entry));
    }
    if (coverage) this.#telling.coverage(trackerId, coverage, entry);
  }

  /** @returns what the fix tells of coverage. */
  #next(trackerId: string, { fix, until }: { fix: KeptFix; until: number }, entry: Entry): CoverageChange | null {
    const { presence, recent, written } = this.#keptOf(trackerId);
    const last = recent.fixes.at(-1);
    const isFull = recent.fixes.length >= SEGMENT_FIXES && last && last.recordedAt < fix.recordedAt;
    if (isFull) this.#outcome.close(trackerId, recent);
    const start = isFull ? presence.state : recent.start;
    const fixes = isFull ? [fix] : [...recent.fixes, fix];
    const line = { recent: { start, fixes }, written: isFull ? null : written };
    return this.#moved(trackerId, { ...applyFix(presence, { fix, until }, this.#known), ...line }, entry);
  }

  /** @param told the geofences by which visits were told last, where these were others. */
  #silent(trackerId: string, entry: Entry, told = this.#known): void {
    const { presence, recent, written } = this.#keptOf(trackerId);
    const until = Math.max(presence.until, entry.at);
    const coverage = this.#moved(
      trackerId,
      { ...applySilence(presence, until, { now: this.#known, before: told }), recent, written },
      entry,
    );
    if (coverage) this.#telling.coverage(trackerId, coverage, entry);
  }

  /** Tells of visits; gives what is to be told of coverage. */
  #moved(trackerId: string, moved: Moved & Omit<KeptPresence, 'presence'>, cause: Cause): CoverageChange | null {
    const { presence, recent, written } = moved;
    this.#keep(trackerId, { presence, recent, written });
    this.#outcome.believe(this.#telling.visits(trackerId, moved.changes, cause), moved.decided);
    return moved.coverage;
  }

  async #anew(
    trackerId: string,
    request: { fresh: readonly KeptFix[]; from: number; concerned: ReadonlySet<string> | null },
    cause: Cause,
  ): Promise<void> {
    const kept = this.#keptOf(trackerId);
    const taken = await takeAnew(this.#tx.sql, { trackerId, kept }, { ...request, fences: this.#known });
    this.#keep(trackerId, taken.kept);
    this.#outcome.replace(trackerId, taken);
    this.#outcome.believe(this.#telling.visits(trackerId, taken.changes, cause), taken.decided);
    for (const change of taken.coverage) this.#telling.coverage(trackerId, change, cause);
  }

  #keep(trackerId: string, kept: KeptPresence): void {
    this.#kept.set(trackerId, kept);
    this.#outcome.moved(trackerId, kept);
  }

  async #load(trackerIds: readonly string[]): Promise<void> {
    const { tenantId, share } = this.#context;
    const missing: string[] = [];
    for (const trackerId of new Set(trackerIds)) {
      if (this.#kept.has(trackerId)) continue;
      const kept = share.presences.get(trackerId);
      if (kept) this.#kept.set(trackerId, kept);
      else missing.push(trackerId);
    }
    for (const [trackerId, kept] of await presencesOf(this.#tx.sql, tenantId, missing)) this.#kept.set(trackerId, kept);
  }

  get #known(): KnownFences {
    if (!this.#fences) throw new Error('a run was not opened');
    return this.#fences;
  }

  #knownFences(): Promise<KnownFences> {
    const { index, tenantId, share } = this.#context;
    return index.knownAt(this.#tx, tenantId, share.edit);
  }

  #keptOf(trackerId: string): KeptPresence {
    return this.#kept.get(trackerId) ?? NOTHING_KEPT;
  }
}

/** Fixes in order, each once. */
function withoutRepeats(fixes: readonly KeptFix[]): KeptFix[] {
  return fixes.filter(({ key }, index) => {
    const before = fixes[index - 1];
    return !before || comparePositions(before.key, key) < 0;
  });
}

const NOTHING_KEPT: KeptPresence = { presence: UNKNOWN_TRACKER, recent: { start: UNSEEN, fixes: [] }, written: null };
