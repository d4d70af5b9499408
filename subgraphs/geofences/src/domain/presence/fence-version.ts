import type { Shape } from '@trekker/geo';

import { activeUntil } from '../geofence/active-hours.ts';
import type { PresenceRules } from '../geofence/rules.ts';

/** Shape and rules of a geofence from an instant on. */
export interface ShapedVersion {
  readonly kind: 'shaped';
  readonly geofenceId: string;
  /** 1 for the first version, then 2, 3 and so on. */
  readonly number: number;
  /** The edit of the tenant it came to be in. */
  readonly edit: number;
  /** First instant at which it holds, by the devices' clocks, Unix milliseconds; it may lie before that of earlier versions. */
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

/** The version that holds at an instant, the end among them; null before the first. */
export function holdingAt({ versions }: KnownFence, instant: number): FenceVersion | null {
  for (let index = versions.length - 1; index >= 0; index -= 1) {
    const version = versions[index];
    if (version && version.validFrom <= instant) return version;
  }
  return null;
}

/** The version that holds at an instant and is active then; null when there is none. */
export function activeAt(fence: KnownFence, instant: number): ShapedVersion | null {
  const holding = holdingAt(fence, instant);
  if (holding?.kind !== 'shaped') return null;
  const { activeHours } = holding.rules;
  return activeHours === null || activeUntil(activeHours, instant) !== null ? holding : null;
}

/** A version with a shape by its number; null where there is none. */
export function shapedVersion({ versions }: KnownFence, number: number): ShapedVersion | null {
  const found =
    versions[number - 1]?.number === number ? versions[number - 1] : versions.find((one) => one.number === number);
  return found?.kind === 'shaped' ? found : null;
}

/** When the geofence ends, as far as is known; null while it holds. */
export function endOf({ versions }: KnownFence): number | null {
  const last = versions.at(-1);
  return last?.kind === 'end' ? last.validFrom : null;
}
