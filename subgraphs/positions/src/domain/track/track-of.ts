import { degrees, metersPerSecond } from '@trekker/geo';

import { pointOf } from '../motion/spot.ts';
import type { Stop } from '../motion/stretch.ts';
import { createSimplifier, type TrackPoint } from './simplifier.ts';

/** What a track reads of a position. */
export interface TrackFix {
  readonly recorded_at: number;
  readonly latitude_e7: number;
  readonly longitude_e7: number;
  readonly speed_mms: number | null;
}

/** A track that is drawn while its positions are read. */
export interface DrawnTrack {
  add(fix: TrackFix): void;
  finish(): { points: TrackPoint[]; toleranceMeters: number; hiddenStops: number; positions: number };
}

/**
 * The track of positions in their order; positions in a stop become one point.
 * @param stops those within the span, oldest first.
 */
export function drawTrack(stops: readonly Stop[], { most, gapMs }: { most: number; gapMs: number }): DrawnTrack {
  const simplifier = createSimplifier(most);
  let positions = 0;
  let next = 0;
  let lastAt: number | null = null;

  function add(fix: TrackFix): void {
    positions += 1;
    const at = fix.recorded_at;
    for (let stop = stops[next]; stop && stop.to < at; stop = stops[next]) next += 1;
    const stop = stops[next];
    const isAfterGap = lastAt !== null && at - lastAt > gapMs;
    lastAt = at;
    if (stop && stop.from <= at) {
      lastAt = stop.to;
      next += 1;
      simplifier.add({ at: stop.from, until: stop.to, ...pointOf(stop.center), speed: null, isAfterGap });
      return;
    }
    if (isInside(stops[next - 1], at)) return;
    const speed = fix.speed_mms === null ? null : metersPerSecond(fix.speed_mms);
    const place = { latitude: degrees(fix.latitude_e7), longitude: degrees(fix.longitude_e7) };
    simplifier.add({ at, until: null, ...place, speed, isAfterGap });
  }

  return { add, finish: () => ({ ...simplifier.finish(), positions }) };
}

function isInside(stop: Stop | undefined, at: number): boolean {
  return stop !== undefined && stop.from <= at && at <= stop.to;
}
