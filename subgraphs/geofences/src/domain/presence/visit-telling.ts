import type { KnownFences } from './fence-set.ts';
import type { Standing } from './standing.ts';
import { dwellInstant } from './time-alone.ts';
import type { Told, TrackerPresence } from './tracker-presence.ts';
import { visitOfStanding, type FenceStep, type TrackerState } from './tracker-state.ts';
import { changeKind, type VisitChange, type VisitChangeKind } from './visit-change.ts';
import { visitIdOf } from './visit-id.ts';
import { visitOver } from './visit-of.ts';
import type { Visit } from './visit.ts';

/** A visit as it is now, and since when nothing in order can change it, Unix milliseconds, or null. */
interface Now {
  readonly visit: Visit;
  readonly decidedAt: number | null;
}

/** A visit as it was told last, and what was believed of it then. */
interface Before {
  readonly told: Told;
  readonly visit: Visit | null;
}

/** The geofences as they are known now, and as they were when visits were told last. */
export interface FencesToldBy {
  readonly now: KnownFences;
  readonly before: KnownFences;
}

/** What visits are told by. */
interface Telling {
  readonly before: TrackerPresence;
  readonly after: TrackerState;
  /** Up to when nothing was heard behind the last fix, as far as is known now, Unix milliseconds. */
  readonly until: number;
  readonly fences: FencesToldBy;
}

/** Collects what a step changes in the visits behind a tracker's standings. */
export class VisitTelling {
  /** New beliefs, in the order of the steps. */
  readonly changes: VisitChange[] = [];
  /** Visits that can no longer change in order, although nothing new is believed of them. */
  readonly decided: { visitId: string; at: number }[] = [];
  /** What was told of standings, by geofence; the map of before as long as it is the same. */
  told: ReadonlyMap<string, Told>;
  readonly #before: TrackerPresence;
  readonly #after: TrackerState;
  readonly #until: number;
  readonly #fences: FencesToldBy;
  #own: Map<string, Told> | null = null;

  constructor({ before, after, until, fences }: Telling) {
    this.#before = before;
    this.#after = after;
    this.#until = until;
    this.#fences = fences;
    this.told = before.told;
  }

  /** A fix of an instant made this of a geofence's standing. */
  step({ geofenceId, closed, crossed, goesOn }: FenceStep, at: number): void {
    if (goesOn && this.#looksTheSame(geofenceId)) return;
    const before = this.#beforeOf(geofenceId);
    if (goesOn) {
      this.#remember(geofenceId, this.#tell(before, this.#now(geofenceId)));
    } else {
      this.#tell(before, closed && { visit: visitOver(closed), decidedAt: at });
      this.#remember(geofenceId, this.#tell(null, this.#now(geofenceId)));
    }
    if (crossed) this.#tell(null, { visit: crossed, decidedAt: at });
  }

  /** A standing as it looks when nothing more was heard. */
  look(geofenceId: string): void {
    this.#remember(geofenceId, this.#tell(this.#beforeOf(geofenceId), this.#now(geofenceId)));
  }

  /** Whether a standing plainly goes on as it was: nearly every fix of somebody inside. */
  #looksTheSame(geofenceId: string): boolean {
    const [a, b] = [this.#before.state.standings.get(geofenceId), this.#after.standings.get(geofenceId)];
    if (!a || !b || this.#isLookedAt() || this.#before.told.get(geofenceId)?.retracted) return false;
    if (waitsByOtherRules(a, b)) return false;
    if (a.phase === 'ENTERING' || b.phase === 'ENTERING') return a.phase === b.phase;
    const fence = this.#fences.now.fence(geofenceId);
    return hasSameVisit(a, b) && fence !== null && dwellInstant(b, fence) === null;
  }

  /** Whether visits were, or are to be, told as time alone made them since a fix. */
  #isLookedAt(): boolean {
    const { state, until } = this.#before;
    const isBehind = (instant: number, { last }: TrackerState) => last === null || instant > last.recordedAt;
    return isBehind(until, state) || isBehind(this.#until, this.#after);
  }

  #beforeOf(geofenceId: string): Before | null {
    const told = this.#before.told.get(geofenceId);
    if (!told) return null;
    const { state, until } = this.#before;
    return { told, visit: viewOf(state, geofenceId, { fences: this.#fences.before, until }) };
  }

  #now(geofenceId: string): Now | null {
    const visit = viewOf(this.#after, geofenceId, { fences: this.#fences.now, until: this.#until });
    return visit && { visit, decidedAt: null };
  }

  /** Tells what became of a visit; gives what was told of it last. */
  #tell(before: Before | null, now: Now | null): Told | null {
    if (!now) return before && this.#retract(before);
    if (!before) return this.#believe('ENTERED', { visitId: visitIdOf(now.visit), revision: 0 }, now);
    const { told, visit } = before;
    const kind = changeKind(told.retracted ? null : visit, now.visit);
    if (kind) return this.#believe(kind, { visitId: told.visitId, revision: told.revision + 1 }, now);
    if (now.decidedAt !== null) this.decided.push({ visitId: told.visitId, at: now.decidedAt });
    return told;
  }

  #believe(kind: VisitChangeKind, name: { visitId: string; revision: number }, now: Now): Told {
    this.changes.push({ kind, ...name, ...now, retracted: false, supersededBy: null });
    return { ...name, retracted: false };
  }

  #retract({ told, visit }: Before): Told {
    if (told.retracted || !visit) return told;
    const retracted = { visitId: told.visitId, revision: told.revision + 1, retracted: true };
    this.changes.push({ kind: 'RETRACTED', ...retracted, visit, supersededBy: null, decidedAt: null });
    return retracted;
  }

  #remember(geofenceId: string, told: Told | null): void {
    if (told === (this.told.get(geofenceId) ?? null)) return;
    this.#own ??= new Map(this.#before.told);
    if (told) this.#own.set(geofenceId, told);
    else this.#own.delete(geofenceId);
    this.told = this.#own;
  }
}

/** Whether something waits by the rules of another version than before: these may have confirmed it. */
function waitsByOtherRules(a: Standing, b: Standing): boolean {
  return a.version !== b.version && (b.phase === 'ENTERING' || b.phase === 'EXITING');
}

/** Whether all that is told of two standings is the very same. */
function hasSameVisit(a: Standing, b: Standing): boolean {
  const hasSameEnds = a.end === b.end && a.beganBy === b.beganBy && a.began === b.began;
  return hasSameEnds && a.probable === b.probable && a.stale === b.stale && a.loitering === b.loitering;
}

function viewOf(
  state: TrackerState,
  geofenceId: string,
  { fences, until }: { fences: KnownFences; until: number },
): Visit | null {
  const standing = state.standings.get(geofenceId);
  return standing ? visitOfStanding(state, { geofenceId, standing }, { fences, until }) : null;
}
