/** A place on the screen, CSS pixels. */
export interface ScreenPlace {
  readonly x: number;
  readonly y: number;
}

/** Middles of a cluster and of a marker so near to one another would hide the marker, CSS pixels. */
export const CLEAR_PX = 32;

/** The place of a cluster, moved away from a marker that it would hide: up and towards the right from the same spot. */
export function keptClear(place: ScreenPlace, markers: readonly ScreenPlace[]): ScreenPlace {
  const hidden = markers.find(({ x, y }) => Math.hypot(place.x - x, place.y - y) < CLEAR_PX);
  if (!hidden) return place;
  const [right, down] = [place.x - hidden.x, place.y - hidden.y];
  const away = Math.hypot(right, down);
  const [x, y] = away > 1 ? [right / away, down / away] : [Math.SQRT1_2, -Math.SQRT1_2];
  return { x: hidden.x + x * CLEAR_PX, y: hidden.y + y * CLEAR_PX };
}
