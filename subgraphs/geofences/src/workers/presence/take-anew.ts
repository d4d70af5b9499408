import type { TxSql } from '@trekker/kit';

import { segmentsFrom } from '../../db/fixes.ts';
import type { KeptPresence } from '../../db/presence.ts';
import { idsTaken, toldIn } from '../../db/visits.ts';
import type { CoverageChange } from '../../domain/presence/coverage.ts';
import { reconcile, unpaired, type DerivedVisit, type NameVisit } from '../../domain/presence/reconcile.ts';
import { withStandings, type Segment } from '../../domain/presence/replay.ts';
import type { Told, TrackerPresence } from '../../domain/presence/tracker-presence.ts';
import { visitsAt, type TrackerState } from '../../domain/presence/tracker-state.ts';
import type { VisitChange } from '../../domain/presence/visit-change.ts';
import { idFrom, visitIdOf } from '../../domain/presence/visit-id.ts';
import type { Visit } from '../../domain/presence/visit.ts';
import { deriveAnew, type AnewRequest, type AnewStretch } from './derive-anew.ts';
import { openLine } from './segment-line.ts';

/** What became of a tracker part of whose time was derived anew. */
export interface TakenAnew {
  readonly kept: KeptPresence;
  readonly changes: readonly VisitChange[];
  readonly decided: readonly { readonly visitId: string; readonly at: number | null }[];
  readonly coverage: readonly CoverageChange[];
  readonly removed: readonly number[];
  readonly segments: readonly Segment[];
}

/**
 * Derives the stretch of a tracker's time that late fixes or edits touch, and holds what comes of it against what was told.
 * Everything told before must be written, since it is read from the tables.
 */
export async function takeAnew(
  sql: TxSql,
  { trackerId, kept }: { trackerId: string; kept: KeptPresence },
  request: Omit<AnewRequest, 'until'>,
): Promise<TakenAnew> {
  const { presence, recent } = kept;
  const { fences, concerned } = request;
  const line = openLine(recent, async (at, most) => {
    return (await segmentsFrom(sql, [{ trackerId, at }], most)).get(trackerId) ?? [];
  });
  const { stretches, coverage, removed, segments, end } = await deriveAnew({ ...request, until: presence.until }, line);
  const changes: VisitChange[] = [];
  const decided: { visitId: string; at: number | null }[] = [];
  const state = end && (concerned ? withStandings(presence.state, end.state, concerned) : end.state);
  let told: ReadonlyMap<string, Told> = presence.told;
  for (const stretch of stretches) {
    const isLast = stretch.to === null;
    const open = isLast && state ? lasting(state, { presence, fences, concerned }) : [];
    const derived = [...stretch.visits, ...open.map(({ derived }) => derived)];
    const before = await toldIn(sql, { trackerId, ...boundsOf(stretch), geofenceIds: concerned && [...concerned] });
    const name = await nameAll(sql, unpaired(before, derived));
    const reconciled = reconcile(before, derived, name);
    changes.push(...reconciled.changes);
    decided.push(...reconciled.decided);
    if (isLast && state) {
      const ids = reconciled.told.slice(stretch.visits.length);
      const visits = new Map(open.map(({ geofenceId }, index) => [geofenceId, ids[index]]));
      told = await toldOf(sql, { state, before: presence.told, concerned, changes: reconciled.changes }, visits);
    }
  }
  const next = state && end ? { presence: { ...presence, state, told }, recent: end.recent, written: null } : kept;
  return { kept: next, changes, decided, coverage, removed, segments };
}

function boundsOf({ from, to }: AnewStretch): { from: number; to: number | null } {
  return { from, to };
}

/** Visits of standings as they look now, those of concerned geofences. */
function lasting(
  state: TrackerState,
  {
    presence,
    fences,
    concerned,
  }: { presence: TrackerPresence; fences: AnewRequest['fences']; concerned: ReadonlySet<string> | null },
): { geofenceId: string; derived: DerivedVisit }[] {
  return [...visitsAt(state, fences, presence.until)]
    .filter(([geofenceId]) => concerned?.has(geofenceId) ?? true)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([geofenceId, visit]) => ({ geofenceId, derived: { visit, decidedAt: null } }));
}

/** Gives ids to visits nothing told stands for: one that a retracted visit had, or one nobody had. */
async function nameAll(sql: TxSql, visits: readonly Visit[]): Promise<NameVisit> {
  const names = new Map<Visit, { visitId: string; revision: number }>();
  const used = new Set<string>();
  let open = [...visits];
  for (let again = 0; open.length; again += 1) {
    const taken = await idsTaken(
      sql,
      open.map((visit) => visitIdOf(visit, again)),
    );
    open = open.filter((visit) => {
      const visitId = visitIdOf(visit, again);
      const known = taken.get(visitId);
      if (used.has(visitId) || (known && !known.retracted)) return true;
      used.add(visitId);
      names.set(visit, { visitId, revision: known ? known.revision + 1 : 0 });
      return false;
    });
  }
  return (visit) => {
    const name = names.get(visit);
    if (!name) throw new Error(`no id was given to a visit of geofence ${visit.geofenceId} from ${visit.from}`);
    return name;
  };
}

/** What was told of standings: the visits just reconciled; of one that may yet become a visit, the id it had before. */
async function toldOf(
  sql: TxSql,
  {
    state,
    before,
    concerned,
    changes,
  }: {
    state: TrackerState;
    before: ReadonlyMap<string, Told>;
    concerned: ReadonlySet<string> | null;
    changes: readonly VisitChange[];
  },
  visits: ReadonlyMap<string, { visitId: string; revision: number } | undefined>,
): Promise<ReadonlyMap<string, Told>> {
  const told = new Map<string, Told>();
  const moved = new Map(changes.map(({ visitId, revision, retracted }) => [visitId, { revision, retracted }]));
  const lookUp = async (visitId: string) => moved.get(visitId) ?? (await idsTaken(sql, [visitId])).get(visitId);
  for (const [geofenceId, standing] of state.standings) {
    const known = before.get(geofenceId);
    if (concerned && !concerned.has(geofenceId)) {
      if (known) told.set(geofenceId, known);
      continue;
    }
    const visit = visits.get(geofenceId);
    if (visit) told.set(geofenceId, { ...visit, retracted: false });
    const opening = standing.began[0]?.evidence.positionId;
    const waiting = visit || opening === undefined ? null : await waitingId(geofenceId, opening, lookUp);
    if (waiting) told.set(geofenceId, waiting);
  }
  return told;
}

/** The id of a visit that a standing would bring back, or a free one where another visit has its own; null where it has its own. */
async function waitingId(
  geofenceId: string,
  opening: string,
  lookUp: (visitId: string) => Promise<{ revision: number; retracted: boolean } | undefined>,
): Promise<Told | null> {
  for (let again = 0; ; again += 1) {
    const visitId = idFrom(geofenceId, opening, again);
    const known = await lookUp(visitId);
    if (!known) return again === 0 ? null : { visitId, revision: -1, retracted: true };
    if (known.retracted) return { visitId, revision: known.revision, retracted: true };
  }
}
