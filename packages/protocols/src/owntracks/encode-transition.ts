import type { RegionReport } from '../decoded.ts';
import { topicOf } from './topic.ts';

/** A region report that knows its time, as every phone's does. */
export interface PhoneRegionReport extends RegionReport {
  readonly recordedAt: number;
}

/** The body OwnTracks posts when the phone finds that it entered or left a region it watches. Unix seconds, metres. */
export function encodeOwnTracksTransition(report: PhoneRegionReport): string {
  return JSON.stringify({
    _type: 'transition',
    topic: `${topicOf(report.identifier)}/event`,
    tid: report.identifier.slice(-2),
    tst: Math.floor(report.recordedAt / 1000),
    event: report.event,
    desc: report.region ?? undefined,
    rid: report.regionId ?? undefined,
    lat: report.latitude ?? undefined,
    lon: report.longitude ?? undefined,
    acc: report.accuracyMeters,
  });
}
