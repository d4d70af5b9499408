import type { Point } from '@trekker/geo';

import type { NearLandmark } from './landmark.ts';

/** Where and when something was. */
export interface PlaceAndTime extends Point {
  /** Unix milliseconds. */
  readonly recordedAt: number;
}

/** What is at a position, in words. */
export interface Whereabouts {
  readonly name: string;
  readonly source: 'GEOFENCE' | 'LANDMARK' | 'PROVIDER';
  readonly geofenceId: string | null;
  readonly placeId: string | null;
  readonly near: NearLandmark | null;
  readonly attribution: string | null;
}
