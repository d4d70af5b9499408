import type { Decoded, Problem } from '../decoded.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import { Unreadable, orMalformed } from '../unreadable.ts';
import { readLocation } from './decode-location.ts';
import { readTransition } from './decode-transition.ts';
import { identifierInMessage, identifierInRequest } from './identity.ts';

/** What of an HTTP request OwnTracks speaks through. */
export interface OwnTracksRequest {
  /** The header `X-Limit-U`, where sent. */
  readonly user?: string | undefined;
  /** The header `X-Limit-D`, where sent. */
  readonly device?: string | undefined;
  /** The part of the address after `?`; empty where there is none. */
  readonly query: string;
  /** The body as UTF-8 text. */
  readonly body: string;
}

/** What a request came to; `ignored` is answered like anything else, and says nothing of the device. */
export type DecodedOwnTracks = Decoded | { readonly kind: 'ignored' };

/**
 * Reads one request of OwnTracks in HTTP mode. Only `location` is a fix. `transition` is the phone's own word on a
 * region. Every other kind the apps send is a sign of life, but for `lwt`: that is what a broker says when it lost the
 * phone. An empty body, as it comes when a friend is deleted, says nothing.
 *
 * The answer the apps understand is 200 with a JSON array, never an empty body: some repeat the message for ever
 * otherwise (owntracks/android#2240).
 *
 * Source: the OwnTracks booklet, "JSON" and "HTTP".
 */
export function decodeOwnTracks(request: OwnTracksRequest): DecodedOwnTracks {
  if (request.body.trim() === '') return { kind: 'ignored' };
  return orMalformed(null, () => {
    const named = identifierInRequest(request);
    return orMalformed(named, () => {
      const message = parseJson(request.body);
      if (!isObject(message)) throw new Unreadable('body', request.body, 'a JSON object');
      const identifier = named ?? identifierInMessage(message);
      return orMalformed(identifier, () => readMessage(message, identifier));
    });
  });
}

const SIGNS_OF_LIFE = new Set('beacon card cmd configuration dump request status steps waypoint waypoints'.split(' '));

function readMessage(message: JsonObject, identifier: string | null): DecodedOwnTracks {
  const type = message._type;
  if (type === 'lwt') return { kind: 'ignored' };
  if (typeof type === 'string' && SIGNS_OF_LIFE.has(type)) {
    return identifier === null
      ? { kind: 'ignored' }
      : { kind: 'heartbeat', identifier, recordedAt: null, attributes: {} };
  }
  if (identifier === null) {
    throw new Unreadable('topic', '', 'owntracks/<user>/<device>, or the headers X-Limit-U and X-Limit-D');
  }
  if (type === 'location') return { kind: 'fix', fix: readLocation(message, identifier) };
  if (type === 'transition') return { kind: 'region', report: readTransition(message, identifier) };
  return { kind: 'unsupported', identifier, problem: problemOf(type) };
}

function problemOf(type: unknown): Problem {
  const expected =
    type === 'encrypted' ? 'of a message without encryption, as no key is known' : 'of a kind OwnTracks sends';
  return new Unreadable('_type', type, expected).problem;
}
