import { advance } from './advance.ts';
import type { FenceAround } from './fence-set.ts';
import type { Fix } from './fix.ts';
import type { Held } from './held.ts';
import { isPlain, stepPlainly, type PlainSighting } from './plain-step.ts';
import type { FenceStep } from './tracker-state.ts';
import type { Visit } from './visit.ts';

/** A fix on its way from the one before, as it comes to one geofence. */
export interface Coming {
  readonly fix: Fix;
  /** The last fix heard before, or null. */
  readonly heard: Fix | null;
  readonly isPlausible: boolean;
  /** The geofence as it contains the fix; null where it does not. */
  readonly containing: FenceAround | null;
  /** The visit in which it was passed through, or null. */
  readonly passed: Visit | null;
}

/** Lets a fix come to a geofence that is held; what that led to, null where it does not concern it. */
export function stepHeld(held: Held, coming: Coming): FenceStep | null {
  const { heard, containing, passed } = coming;
  const version = held.standing ? held.version : (containing?.version ?? null);
  if (!held.fence || !heard || !version || passed) return stepAnyhow(held, coming);
  const { fix, isPlausible } = coming;
  const sighting = { fix, heard, fence: held.fence, version, isContained: containing !== null, isPlausible };
  return isPlain(held.standing, sighting) ? stepAsPlain(held, sighting) : stepAnyhow(held, coming);
}

function stepAsPlain(held: Held, sighting: PlainSighting): FenceStep | null {
  const wasStoodTo = held.standing !== null;
  const closed = stepPlainly(held, sighting);
  if (wasStoodTo && !closed) return held.goesOn;
  if (!wasStoodTo && !held.standing) return null;
  return { geofenceId: held.geofenceId, closed, crossed: null, goesOn: false };
}

function stepAnyhow(held: Held, { fix, heard, isPlausible, containing, passed }: Coming): FenceStep | null {
  const { geofenceId, fence, standing } = held;
  if (!fence) return null;
  const next = advance(standing, { fix, heard, fence, isContained: containing !== null, isPlausible });
  held.take(next.standing);
  const crossed = standing || next.standing ? null : passed;
  if (!standing && !next.standing && !crossed) return null;
  return { geofenceId, closed: next.closed, crossed, goesOn: next.goesOn };
}
