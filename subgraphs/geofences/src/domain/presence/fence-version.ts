import type { Shape } from '@trekker/geo';

import type { PresenceRules } from '../geofence/rules.ts';

/** Shape and rules of a geofence from an instant on. */
export interface ShapedVersion {
  readonly kind: 'shaped';
  readonly geofenceId: string;
  /** 1 for the first version, then 2, 3 and so on. */
  readonly number: number;
  /** The edit of the tenant it came to be in. */
  readonly edit: number;
  /** First instant at which it holds, by the devices' clocks, Unix milliseconds; never before that of the version before. */
  readonly validFrom: number;
  readonly shape: Shape;
  readonly rules: PresenceRules;
}

/** From this instant on the geofence is no more. */
export interface EndVersion {
  readonly kind: 'end';
  readonly geofenceId: string;
  readonly number: number;
  readonly edit: number;
  readonly validFrom: number;
}

export type FenceVersion = ShapedVersion | EndVersion;

/** All versions of a geofence that somebody knows of, by number. */
export interface KnownFence {
  readonly geofenceId: string;
  readonly versions: readonly FenceVersion[];
}

/** The version that holds at an instant; null before the first and after the end. */
export function versionAt({ versions }: KnownFence, instant: number): ShapedVersion | null {
  const holding = versions.findLast(({ validFrom }) => validFrom <= instant);
  return holding?.kind === 'shaped' ? holding : null;
}

/** When the geofence ends, as far as is known; null while it holds. */
export function endOf({ versions }: KnownFence): number | null {
  const last = versions.at(-1);
  return last?.kind === 'end' ? last.validFrom : null;
}
