import { type PhoneFix, encodeOwnTracksLocation, encodeOwnTracksTransition } from '@trekker/protocols';
import type { Site, Zone } from '../site/create-site.ts';
import { toPoint } from '../site/plane.ts';
import { isInRing } from '../site/ring-crossings.ts';
import { type Delivery, type Send, type SenderOptions, postMessage } from './post-message.ts';

/** Where a phone reports to, and which regions it watches itself. */
export interface OwnTracksSettings extends SenderOptions {
  /** Such as `http://127.0.0.1:5055/i/<token>/`. */
  readonly doorUrl: string;
  readonly site: Site;
  /** Ids of zones; entering or leaving one is reported as a transition, by the phone's own judgement. */
  readonly regions: readonly string[];
}

/**
 * Sends as OwnTracks in HTTP mode does: one JSON object a request to `…/owntracks`, a location for every fix, and before
 * it a transition where the phone finds itself in or out of a region it watches. For one phone.
 */
export function ownTracksSender({ doorUrl, site, regions, answerTimeoutMs }: OwnTracksSettings): Send {
  const watched = site.zones.filter(({ id }) => regions.includes(id));
  const within = new Map<string, boolean>();
  const timeout = answerTimeoutMs === undefined ? {} : { answerTimeoutMs };
  const url = new URL('owntracks', doorUrl);
  const post = (body: string, signal?: AbortSignal): Promise<Delivery> =>
    postMessage({ url, contentType: 'application/json', body }, { ...timeout, signal });

  return async (fix, signal) => {
    for (const zone of watched) {
      const inside = isInRing(toPoint(site.ground.frame, fix), zone.ring);
      const crossed = (within.get(zone.id) ?? inside) !== inside;
      if (crossed && (await post(transition(fix, zone, inside), signal)) === 'retry') return 'retry';
      within.set(zone.id, inside);
    }
    return post(encodeOwnTracksLocation(fix), signal);
  };
}

function transition(fix: PhoneFix, { id, name }: Zone, inside: boolean): string {
  const { identifier, recordedAt, latitude, longitude, accuracyMeters } = fix;
  const where = { latitude, longitude, ...(accuracyMeters === undefined ? {} : { accuracyMeters }) };
  const what = { event: inside ? ('enter' as const) : ('leave' as const), region: name, regionId: id };
  return encodeOwnTracksTransition({ identifier, recordedAt, ...what, ...where });
}
