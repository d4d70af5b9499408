import { repairShape, type RepairedShape, type ShapeChange } from '@trekker/geo';
import type { UserError } from '@trekker/kit';

import { geometryText } from './boundary.ts';
import { shapeError } from './shape-error.ts';

/** What became of a boundary that was to be repaired. */
export interface Repair {
  /** GeoJSON as text; null where it cannot be repaired. */
  readonly boundary: string | null;
  /** Empty where nothing had to be changed. */
  readonly changes: readonly RepairChange[];
  /** Why it cannot be repaired. */
  readonly problems: readonly UserError[];
  /** Both null where it cannot be repaired. */
  readonly areaBeforeSquareMeters: number | null;
  readonly areaAfterSquareMeters: number | null;
}

/** One thing that was changed. */
export interface RepairChange {
  readonly code: string;
  readonly message: string;
  /** Counted from 1; null where it is not one. */
  readonly polygon: number | null;
  /** Counted from 1, the outer one first; null where it is not one. */
  readonly ring: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Makes a valid boundary of GeoJSON that was not drawn well, and says what it changed. */
export function repairBoundary(geoJson: unknown): Repair {
  return repairOf(repairShape(geoJson));
}

/** What is said of GeoJSON that is too large to be looked at. */
export function refusedRepair(...problems: UserError[]): Repair {
  return { boundary: null, changes: [], problems, areaBeforeSquareMeters: null, areaAfterSquareMeters: null };
}

function repairOf(repaired: RepairedShape): Repair {
  if (repaired.kind === 'refused') {
    return refusedRepair(...repaired.problems.map((problem) => shapeError('boundary', problem)));
  }
  const { geoJson, changes, areaBeforeSquareMeters, areaAfterSquareMeters } = repaired;
  const told = changes.map(changeOf);
  return {
    boundary: geometryText(geoJson),
    changes: told,
    problems: [],
    areaBeforeSquareMeters,
    areaAfterSquareMeters,
  };
}

function changeOf({ code, message, polygon, ring, position }: ShapeChange): RepairChange {
  const { latitude = null, longitude = null } = position ?? {};
  const counted = (index: number | null) => (index === null ? null : index + 1);
  return { code, message, polygon: counted(polygon), ring: counted(ring), latitude, longitude };
}
