/** What kind of unit a unit is; the values of the SDL's `UnitKind`. */
export const UNIT_KINDS = ['COMPANY', 'DEPARTMENT', 'CREW'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** Deepest tree of units; beyond it a mistake is likelier than an organisation. */
export const MAX_UNIT_DEPTH = 16;
