/** Diameter of a marker in a crowd, CSS pixels: smaller than one with a name. */
const LARGEST = 17;
/** A dot that can still be seen and told apart by its colour. */
const SMALLEST = 4;
/** From here on a marker's shape and heading can be made out. */
const SHAPES_FROM = 12;
// Markers that stood side by side would cover so much of the view; many more would hide each other and the map.
const SHARE_COVERED = 0.25;

/** How somebody in a crowd is drawn. */
export interface SizeAmong {
  /** Diameter in CSS pixels. */
  readonly size: number;
  /** A plain dot in the colour of the status, too small for a shape. */
  readonly dot: boolean;
}

/** How large each of `count` markers is drawn in a view of so many square CSS pixels: the more there are, the smaller. */
export function sizeAmong(count: number, area: number): SizeAmong {
  const fitting = Math.sqrt((SHARE_COVERED * area) / Math.max(1, count));
  // Half pixels: markers do not swell and shrink with everybody who comes or leaves.
  const size = Math.min(LARGEST, Math.max(SMALLEST, Math.floor(fitting * 2) / 2));
  return { size, dot: size < SHAPES_FROM };
}
