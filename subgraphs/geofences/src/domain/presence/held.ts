import type { FenceAround, KnownFences } from './fence-set.ts';
import { shapedVersion, type KnownFence, type ShapedVersion } from './fence-version.ts';
import type { Passed } from './passed.ts';
import type { Standing } from './standing.ts';
import type { FenceStep } from './tracker-state.ts';

type Draft = { -readonly [Field in keyof Standing]: Standing[Field] };

/** A geofence that a tracker on its way stands to, or may be about to, with what is known of it at hand. */
export class Held {
  readonly geofenceId: string;
  /** Null where it is not known. */
  fence: KnownFence | null = null;
  /** The version that the standing names; null where there is none. */
  version: ShapedVersion | null = null;
  /** Null outside. */
  standing: Standing | null;
  /** What a fix leads to that lets the standing go on. */
  readonly goesOn: FenceStep;

  /** Nobody else has the standing. */
  #isOwn = false;

  constructor(geofenceId: string, standing: Standing | null) {
    this.geofenceId = geofenceId;
    this.standing = standing;
    this.goesOn = { geofenceId, closed: null, crossed: null, goesOn: true };
  }

  /** The standing to be changed in place. */
  change(standing: Standing): Draft {
    const draft: Draft = this.#isOwn ? standing : { ...standing };
    this.#isOwn = true;
    this.standing = draft;
    return draft;
  }

  /** Takes another standing, or none. */
  take(standing: Standing | null): void {
    if (standing === this.standing) return;
    const isOther = standing?.version !== this.version?.number;
    this.standing = standing;
    this.#isOwn = true;
    if (isOther) this.learn(this.fence);
  }

  /** The standing for others to have, too. */
  share(): Standing | null {
    this.#isOwn = false;
    return this.standing;
  }

  /** Takes what is known of the geofence from others. */
  learn(fence: KnownFence | null): void {
    this.fence = fence;
    this.version = fence && this.standing && shapedVersion(fence, this.standing.version);
  }
}

/** All standings by id of their geofences. */
export function heldOf(standings: ReadonlyMap<string, Standing>): Held[] {
  const held: Held[] = [];
  for (const [geofenceId, standing] of standings) hold(held, new Held(geofenceId, standing));
  return held;
}

/** Holds the geofences too that a fix may concern besides, all in order of their ids. */
export function holdAlso(all: Held[], { around, passed, fences }: Concerned): void {
  for (const { version, fence } of around) {
    if (isHeldBy(all, version)) continue;
    const held = new Held(version.geofenceId, null);
    held.learn(fence);
    hold(all, held);
  }
  if (passed.size === 0) return;
  for (const geofenceId of passed.keys()) {
    if (isHeld(all, geofenceId)) continue;
    const held = new Held(geofenceId, null);
    held.learn(fences.fence(geofenceId));
    hold(all, held);
  }
}

/** What a fix may concern. */
export interface Concerned {
  /** Versions that contain it. */
  readonly around: readonly FenceAround[];
  readonly passed: Passed;
  readonly fences: KnownFences;
}

function isHeldBy(all: readonly Held[], version: ShapedVersion): boolean {
  // Nearly always by the very version.
  for (const held of all) if (held.version === version) return true;
  return isHeld(all, version.geofenceId);
}

function isHeld(all: readonly Held[], geofenceId: string): boolean {
  for (const held of all) if (held.geofenceId === geofenceId) return true;
  return false;
}

/** Puts it where it belongs. There are hardly ever more than a few. */
function hold(all: Held[], held: Held): void {
  let at = all.length;
  for (let before = all[at - 1]; before && before.geofenceId > held.geofenceId; before = all[at - 1]) at -= 1;
  if (at === all.length) all.push(held);
  else all.splice(at, 0, held);
}
