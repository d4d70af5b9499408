import type { Shape } from '@trekker/geo';

import type { PresenceRules } from '../../src/domain/geofence/rules.ts';
import { liesIn } from './active-hours.ts';

/** A version of a geofence. */
export interface OracleVersion {
  readonly geofenceId: string;
  /** 1 and up, in the order of edits. */
  readonly number: number;
  /** Unix milliseconds, included. */
  readonly validFrom: number;
  /** Null: the geofence is archived. */
  readonly shape: Shape | null;
  readonly rules: PresenceRules;
}

/** A version with a shape. */
export type Shaped = OracleVersion & { readonly shape: Shape };

/** The version of a geofence that holds at an instant, or null before the first. */
export function holdingAt(versions: readonly OracleVersion[], instant: number): OracleVersion | null {
  const begun = versions.filter(({ validFrom }) => validFrom <= instant);
  return begun.toSorted((a, b) => b.number - a.number)[0] ?? null;
}

/** Whether a version counts at an instant at which it holds. */
export function isActive(version: OracleVersion | null, instant: number): version is Shaped {
  if (!version?.shape) return false;
  const { activeHours } = version.rules;
  return activeHours === null || liesIn(activeHours, instant);
}

/** The first instant after another at which the geofence is archived. */
export function endAfter(versions: readonly OracleVersion[], instant: number): number | null {
  const later = versions.map(({ validFrom }) => validFrom).filter((validFrom) => validFrom > instant);
  return later.toSorted((a, b) => a - b).find((at) => !holdingAt(versions, at)?.shape) ?? null;
}
