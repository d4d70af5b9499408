import { isInArea, type Area } from './area.ts';
import { calmOf, isCalmAmong, staysCalm, type Calm } from './calm.ts';
import type { FenceAround, KnownFences } from './fence-set.ts';
import type { ShapedVersion } from './fence-version.ts';
import type { Fix } from './fix.ts';
import { heldOf, holdAlso, type Held } from './held.ts';
import { NOTHING_MET, NOTHING_PASSED, passedAmong, type Passed } from './passed.ts';
import { isWithinReach, type Place } from './plausibility.ts';
import type { Standing } from './standing.ts';
import { stepHeld } from './step-held.ts';
import type { FenceStep, TrackerState } from './tracker-state.ts';

/** The next fix of a tracker, and what it is judged by. */
interface Arrival {
  readonly fix: Fix;
  readonly isPlausible: boolean;
  readonly fences: KnownFences;
}

/**
 * A tracker on its way, moved in place by one fix after the other. Its state at any point is a value that nothing behind
 * it changes: only the first change of a standing after somebody asked for the state copies them.
 */
export class Walk {
  #last: Fix | null;
  #isLastPlausible: boolean;
  #plausible: Place | null;
  #suspect: Place | null;
  /** The standings as a value, and as they are moved: either where the other is null, or both where they are the same. */
  #standings: ReadonlyMap<string, Standing> | null;
  #held: Held[] | null = null;
  /** The edition of the geofences by which they are held. */
  #heldBy: object | null = null;
  /** What the last fix lies in, where that is known. */
  #area: Area | null;
  #calm: Calm | null;
  /** How often an area was looked for since one held another fix; and for how many fixes more none is looked for. */
  #vain = 0;
  #passes = 0;

  constructor({ last, isLastPlausible, trail, standings, ease }: TrackerState) {
    this.#last = last;
    this.#isLastPlausible = isLastPlausible;
    this.#plausible = trail.plausible;
    this.#suspect = trail.suspect;
    this.#standings = standings;
    this.#area = ease?.area ?? null;
    this.#calm = ease?.calm ?? null;
  }

  /** Where the tracker stands now. */
  get state(): TrackerState {
    return {
      last: this.#last,
      isLastPlausible: this.#isLastPlausible,
      trail: { plausible: this.#plausible, suspect: this.#suspect },
      standings: this.#share(),
      ease: { area: this.#area, calm: this.#calm },
    };
  }

  /** Takes the next fix, which must come behind everything taken before; what it led to. */
  take(fix: Fix, fences: KnownFences): readonly FenceStep[] {
    const last = this.#last;
    const area = this.#area;
    const isPlausible = this.#isReachable(fix);
    if (last === null || area === null || area.edition !== fences.edition || !isInArea(area, fix, fix.recordedAt)) {
      return this.#takeElsewhere({ fix, isPlausible, fences });
    }
    this.#vain = 0;
    const calm = this.#calm;
    if (calm !== null && staysCalm(calm, fix, { silentMs: fix.recordedAt - last.recordedAt, isPlausible })) {
      this.#move(fix, isPlausible);
      return calm.steps;
    }
    // From one fix to the next in the same area nothing is passed through.
    return this.#step({ fix, isPlausible, fences }, area.around, NOTHING_MET);
  }

  #isReachable(fix: Fix): boolean {
    const plausible = this.#plausible;
    if (plausible === null || isWithinReach(plausible, fix)) return true;
    return this.#suspect !== null && isWithinReach(this.#suspect, fix);
  }

  #move(fix: Fix, isPlausible: boolean): void {
    this.#last = fix;
    this.#isLastPlausible = isPlausible;
    if (isPlausible) this.#plausible = fix;
    this.#suspect = isPlausible ? null : fix;
  }

  #takeElsewhere(arrival: Arrival): readonly FenceStep[] {
    const { fix, isPlausible, fences } = arrival;
    const last = this.#last;
    const area = this.#findArea(arrival);
    const around = area?.around ?? fences.containing(fix, fix.recordedAt);
    const met = last ? fences.crossed(last, fix, fix.recordedAt) : NOTHING_MET;
    const calm = this.#calm;
    this.#area = area;
    if (last && calm && isCalmAmong(calm, { around, met }, fences)) {
      if (staysCalm(calm, fix, { silentMs: fix.recordedAt - last.recordedAt, isPlausible })) {
        this.#move(fix, isPlausible);
        return calm.steps;
      }
    }
    return this.#step(arrival, around, met);
  }

  /** Looks for an area around a fix, less often where the last one was left at once. */
  #findArea({ fix, fences }: Arrival): Area | null {
    if (this.#passes > 0) {
      this.#passes -= 1;
      return null;
    }
    this.#passes = Math.min(this.#vain, MOST_PASSED);
    this.#vain += 1;
    return fences.area(fix, fix.recordedAt);
  }

  /** Goes through the geofences that the fix may concern, in order of their ids. */
  #step(arrival: Arrival, around: readonly FenceAround[], met: readonly ShapedVersion[]): readonly FenceStep[] {
    const { fix, isPlausible, fences } = arrival;
    const all = this.#holdAll(fences);
    const passed = met.length ? this.#passed(arrival, met) : NOTHING_PASSED;
    holdAlso(all, { around, passed, fences });
    const heard = this.#last;
    const steps: FenceStep[] = [];
    let kept = 0;
    for (const held of all) {
      const containing = aroundBy(around, held);
      const crossed = passed.size ? (passed.get(held.geofenceId) ?? null) : null;
      const step = stepHeld(held, { fix, heard, isPlausible, containing, passed: crossed });
      if (step) steps.push(step);
      if (held.standing) all[kept++] = held;
    }
    all.length = kept;
    this.#standings = null;
    this.#move(fix, isPlausible);
    this.#calm = calmOf(all, around, fences);
    return steps;
  }

  #passed({ fix, isPlausible, fences }: Arrival, met: readonly ShapedVersion[]): Passed {
    const [last, all] = [this.#last, this.#holdAll(fences)];
    if (!last) return NOTHING_PASSED;
    const stretch = { from: last, to: fix, isFromPlausible: this.#isLastPlausible, isToPlausible: isPlausible };
    const others = met.filter(({ geofenceId }) => !all.some((held) => held.geofenceId === geofenceId));
    return passedAmong(others, stretch, fences);
  }

  /** What the tracker stands to, as others know it now. */
  #holdAll(fences: KnownFences): Held[] {
    const all = this.#held ?? heldOf(this.#standings ?? new Map());
    if (this.#held === null || this.#heldBy !== fences.edition) {
      for (const held of all) held.learn(fences.fence(held.geofenceId));
    }
    this.#held = all;
    this.#heldBy = fences.edition;
    return all;
  }

  /** The standings as a value. */
  #share(): ReadonlyMap<string, Standing> {
    if (this.#standings) return this.#standings;
    const standings = new Map<string, Standing>();
    for (const held of this.#held ?? []) {
      const standing = held.share();
      if (standing) standings.set(held.geofenceId, standing);
    }
    this.#standings = standings;
    return standings;
  }
}

/** Fixes at most for which no area is looked for, where that was in vain. */
const MOST_PASSED = 8;

function aroundBy(around: readonly FenceAround[], { version, geofenceId }: Held): FenceAround | null {
  for (const one of around) if (one.version === version || one.version.geofenceId === geofenceId) return one;
  return null;
}
