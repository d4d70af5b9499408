import type { FeatureCollection } from 'geojson';
import type { GeoBounds } from '../../../../map/engine.ts';

/** What a trial shows on the map. */
export interface TriedShown {
  readonly features: FeatureCollection;
  /** What is to be in view: the visit that is looked at; null: nothing. */
  readonly focus: GeoBounds | null;
}
