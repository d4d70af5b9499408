/** What kind of unit a unit is; the values of the SDL's `UnitKind`. */
export const UNIT_KINDS = ['COMPANY', 'DEPARTMENT', 'CREW'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** Deepest tree of units; beyond it a mistake is likelier than an organisation. */
export const MAX_UNIT_DEPTH = 16;

/** The units above one that are above it no longer once it lies under others; `path` and `above` go from the top down. */
export function unitsLeft(path: readonly string[], above: readonly string[]): string[] {
  return path.slice(0, -1).filter((unitId) => !above.includes(unitId));
}
