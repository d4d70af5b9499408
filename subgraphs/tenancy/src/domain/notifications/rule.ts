import type { EventKind, GeofenceKind } from './kinds.ts';
import type { QuietHours } from './quiet-hours.ts';

/** Which events are told to whom. All conditions that are given hold; an empty list sets none. */
export interface Rule {
  readonly ruleId: string;
  readonly name: string;
  readonly kinds: readonly EventKind[];
  readonly geofenceKinds: readonly GeofenceKind[];
  readonly geofenceIds: readonly string[];
  /** Places, each with all below it. */
  readonly placeIds: readonly string[];
  /** Of people, assets and units one that fits is enough. */
  readonly personIds: readonly string[];
  readonly assetIds: readonly string[];
  /** Units, each with all below it. */
  readonly unitIds: readonly string[];
  /** What becomes known later than this after it happened is noted and not sent. */
  readonly lateAfterMinutes: number;
  /** At most one in so many seconds about the same subject; null: all. */
  readonly throttleSeconds: number | null;
  readonly quietHours: QuietHours | null;
  /** Users told in the app. */
  readonly userIds: readonly string[];
  readonly emailUserIds: readonly string[];
  readonly emailAddresses: readonly string[];
  readonly endpointIds: readonly string[];
}

/** Where something happened and to whose: ids from the top of each tree down; empty where nothing is known. */
export interface Surroundings {
  readonly placePath: readonly string[];
  readonly unitPath: readonly string[];
}
