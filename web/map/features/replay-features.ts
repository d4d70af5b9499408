import type { Feature, FeatureCollection, LineString, Point } from 'geojson';
import type { MarkerKind } from './marker-diff.ts';

/** How many colours there are for replayed trackers; more of them begin anew, told apart by their numbers. */
export const REPLAY_COLOURS = 8;

/** Part of the way of a replayed tracker. */
export interface ReplayWayProperties {
  /** `way`: all of it; `gap`: nobody knows how it went; `trail`: what lies just behind the marker; `stop`: where it stood. */
  readonly part: 'way' | 'gap' | 'trail' | 'stop';
  /** From 0 to below `REPLAY_COLOURS`. */
  readonly colour: number;
}

/** Ways and stops of replayed trackers. */
export type ReplayWays = FeatureCollection<LineString | Point, ReplayWayProperties>;

/** A replayed tracker where it was at the instant that is shown. */
export interface ReplayMarker {
  readonly trackerId: string;
  readonly label: string;
  readonly kind: MarkerKind;
  /** Which tracker of the replay, from 1. */
  readonly number: number;
  readonly latitude: number;
  readonly longitude: number;
  /** Degrees clockwise from north, or null while it stands or nothing is known. */
  readonly heading: number | null;
  /** `located`; `silent`: this is where it was heard last; `pointed`: where it was at an instant that is pointed at. */
  readonly state: 'located' | 'silent' | 'pointed';
}

/** Properties of a marker's feature; those of live markers among them. */
export interface ReplayMarkerProperties {
  readonly trackerId: string;
  readonly label: string;
  readonly connection: 'CONNECTED' | 'DISCONNECTED';
  readonly icon: string;
  readonly arrow: string;
  readonly number: string;
  readonly heading: number | null;
  readonly state: ReplayMarker['state'];
}

/** No replay at all. */
export const NO_REPLAY: ReplayWays = { type: 'FeatureCollection', features: [] };

/** Markers of a replay as a map draws them. */
export function replayMarkers(markers: readonly ReplayMarker[]): FeatureCollection<Point, ReplayMarkerProperties> {
  return { type: 'FeatureCollection', features: markers.map(toFeature) };
}

function toFeature(marker: ReplayMarker): Feature<Point, ReplayMarkerProperties> {
  const { trackerId, label, number, latitude, longitude, heading, state } = marker;
  const colour = colourOf(number - 1);
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: {
      trackerId,
      label: state === 'pointed' ? '' : label,
      connection: state === 'silent' ? 'DISCONNECTED' : 'CONNECTED',
      icon: replayImageName(state === 'silent' ? 'silent' : 'marker', colour),
      arrow: replayImageName('arrow', colour),
      number: String(number),
      heading,
      state,
    },
  };
}

/** The colour of a tracker of a replay. @param lane which one, from 0. */
export function colourOf(lane: number): number {
  return lane % REPLAY_COLOURS;
}

/** Name under which an image is registered with the map. */
export function replayImageName(what: 'marker' | 'silent' | 'arrow', colour: number): string {
  return `replay-${what}-${colour}`;
}
