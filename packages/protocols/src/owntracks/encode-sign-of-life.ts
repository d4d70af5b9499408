import { topicOf } from './topic.ts';

/** A region that a phone watches by itself. */
export interface PhoneRegion {
  readonly name: string;
  /** Unix milliseconds when it was made; tells regions of one name apart. */
  readonly createdAt: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly radiusMeters: number;
}

/** The will that a phone leaves at the broker when it connects, published if it is lost. */
export function encodeOwnTracksLwt(connectedAt: number): string {
  return JSON.stringify({ _type: 'lwt', tst: secondsOf(connectedAt) });
}

/** The regions that a phone watches, as it publishes them below its topic at `waypoints`. */
export function encodeOwnTracksWaypoints(identifier: string, regions: readonly PhoneRegion[]): string {
  const waypoints = regions.map(({ name, createdAt, latitude, longitude, radiusMeters }) => ({
    _type: 'waypoint',
    desc: name,
    tst: secondsOf(createdAt),
    lat: latitude,
    lon: longitude,
    rad: Math.round(radiusMeters),
  }));
  return JSON.stringify({ _type: 'waypoints', topic: `${topicOf(identifier)}/waypoints`, waypoints });
}

/** Steps that were counted, and between which instants. */
export interface PhoneSteps {
  readonly identifier: string;
  readonly from: number;
  readonly to: number;
  readonly steps: number;
}

/** The steps that a phone counted, as it publishes them below its topic at `step`. */
export function encodeOwnTracksSteps({ identifier, from, to, steps }: PhoneSteps): string {
  const topic = `${topicOf(identifier)}/step`;
  return JSON.stringify({ _type: 'steps', topic, tst: secondsOf(to), steps, from: secondsOf(from), to: secondsOf(to) });
}

function secondsOf(unixMs: number): number {
  return Math.floor(unixMs / 1000);
}
