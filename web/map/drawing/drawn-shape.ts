import type { LineString, Position } from 'geojson';
import type { GeoPoint } from '../engine.ts';

/** Digits behind the comma of a drawn degree: a tenth of a millimetre. */
export const DRAWING_PRECISION = 9;

/** What the pointer does on a map somebody draws on: begins a shape of a kind, or changes the one there is. */
export type DrawTool = 'polygon' | 'circle' | 'corridor' | 'edit';

/** A shape as somebody drew it. */
export type DrawnShape =
  /** Closed rings in the order in which they were drawn; one inside another cuts a hole. */
  | { readonly kind: 'polygon'; readonly rings: readonly (readonly Position[])[] }
  | { readonly kind: 'circle'; readonly center: GeoPoint; readonly radiusMeters: number }
  /** The middle of a corridor. */
  | { readonly kind: 'corridor'; readonly line: LineString };

/** Drawing on a map. */
export interface Drawing {
  /** What the pointer does from now on. */
  use(tool: DrawTool): void;
  /** Puts a shape in the place of the one there is; null: none. Tells nobody. */
  set(shape: DrawnShape | null): void;
  /** Ends it and takes what was drawn off the map. Safe to call more than once. */
  stop(): void;
}

/** What drawing on a map begins with. */
export interface DrawingOptions {
  /** Called with the shape whenever somebody finished drawing it or changed it; null: there is none any more. */
  readonly onChange: (shape: DrawnShape | null) => void;
  /** Corners that a new one near them falls on. */
  readonly snapTo: () => readonly Position[];
}
