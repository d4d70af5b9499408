import type { TxSql } from '@trekker/kit';

import { saveSegments } from '../../db/fixes.ts';
import { savePresences, type KeptPresence, type PresenceToKeep } from '../../db/presence.ts';
import { insertBeliefs, noteDecisions, type VisitBelief } from '../../db/visits.ts';
import type { KnownFences } from '../../domain/presence/fence-set.ts';
import type { Segment } from '../../domain/presence/replay.ts';
import { nextDeadline } from '../../domain/presence/tracker-presence.ts';
import type { TenantShare } from './partition-memory.ts';

/** A visit and the time of the fix with which it was over, null while it may change in order. */
interface Decision {
  readonly visitId: string;
  readonly at: number | null;
}

/** What came of a tenant's entries and is not written yet. */
export interface Outcome {
  /** A tracker stands elsewhere. */
  moved(trackerId: string, kept: KeptPresence): void;
  believe(beliefs: readonly VisitBelief[], decided: readonly Decision[]): void;
  /** The fixes since a tracker's last segment are a segment of their own. */
  close(trackerId: string, segment: Segment): void;
  /** Segments of a tracker are others. */
  replace(trackerId: string, change: { removed: readonly number[]; segments: readonly Segment[] }): void;
  /** Whether something of a tracker is not written yet. */
  waits(trackerId: string): boolean;
  /** Trackers that somebody must look at by an instant. */
  due(instant: number, fences: KnownFences): string[];
  /** Writes it; gives where trackers stand, as it is written now. */
  write(fences: KnownFences): Promise<ReadonlyMap<string, KeptPresence>>;
}

/** Collects what came of entries, in a transaction whose tenant is set. */
export function createOutcome(
  sql: TxSql,
  { tenantId, partition, share }: { tenantId: string; partition: number; share: TenantShare },
): Outcome {
  const moved = new Map<string, KeptPresence>();
  const undated = new Set<string>();
  const lines = new Map<string, { removed: number[]; segments: Segment[] }>();
  let beliefs: VisitBelief[] = [];
  let decisions: Decision[] = [];

  /** Deadlines follow from where trackers stand, so they are worked out only when somebody asks. */
  function date(fences: KnownFences): void {
    for (const trackerId of undated) {
      const kept = moved.get(trackerId);
      if (kept) share.deadlines.set(trackerId, nextDeadline(kept.presence, fences));
    }
    undated.clear();
  }

  const lineOf = (trackerId: string) => {
    const line = lines.get(trackerId) ?? { removed: [], segments: [] };
    lines.set(trackerId, line);
    return line;
  };

  return {
    moved(trackerId, kept) {
      moved.set(trackerId, kept);
      undated.add(trackerId);
    },
    believe(more, decided) {
      beliefs.push(...more);
      decisions.push(...decided);
    },
    close: (trackerId, segment) => void lineOf(trackerId).segments.push(segment),
    replace(trackerId, { removed, segments }) {
      lineOf(trackerId).removed.push(...removed);
      lineOf(trackerId).segments.push(...segments);
    },
    waits: (trackerId) => moved.has(trackerId),
    due(instant, fences) {
      date(fences);
      return share.deadlines.due(instant);
    },
    async write(fences) {
      date(fences);
      const presences = new Map<string, PresenceToKeep>();
      for (const [id, kept] of moved) presences.set(id, { ...kept, deadline: nextDeadline(kept.presence, fences) });
      await savePresences(sql, { tenantId, partition, presences });
      await insertBeliefs(sql, { tenantId, partition }, beliefs);
      await noteDecisions(sql, decisions);
      await saveSegments(sql, { tenantId, partition }, lines);
      const written = new Map([...moved].map(([trackerId, kept]) => [trackerId, asWritten(kept)]));
      for (const [trackerId, kept] of written) share.presences.set(trackerId, kept);
      moved.clear();
      lines.clear();
      beliefs = [];
      decisions = [];
      return written;
    },
  };
}

function asWritten(kept: KeptPresence): KeptPresence {
  return { ...kept, written: kept.recent.fixes.length };
}
