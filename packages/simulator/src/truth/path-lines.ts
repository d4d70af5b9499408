import type { Mover } from '../movers/mover.ts';
import { positionAt } from '../movers/position-at.ts';
import type { Span } from './true-visits.ts';

/** Where somebody or something truly is at one moment. */
interface PathPoint {
  readonly identifier: string;
  /** Unix milliseconds. */
  readonly atMs: number;
  readonly latitude: number;
  readonly longitude: number;
  /** Null between areas. */
  readonly areaId: string | null;
}

/** Everybody's true places in `[fromMs, toMs)`, every so many milliseconds while on duty, as lines of JSON by mover and time. */
export function* pathLines(movers: readonly Mover[], { fromMs, toMs, everyMs }: Span & { everyMs: number }) {
  for (const mover of movers) {
    for (let atMs = fromMs; atMs < toMs; atMs += everyMs) {
      const place = positionAt(mover, atMs);
      if (!place) continue;
      const { latitude, longitude, areaId } = place;
      const point: PathPoint = { identifier: mover.identifier, atMs, latitude, longitude, areaId };
      yield `${JSON.stringify(point)}\n`;
    }
  }
}
