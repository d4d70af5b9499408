import { orMalformed } from '../unreadable.ts';
import { identifierInMessage, identifierInRequest } from './identity.ts';
import { type DecodedOwnTracks, parseMessage, readMessage, type SecretOf } from './read-message.ts';

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
  /** Opens what is encrypted; without it such messages are unsupported. */
  readonly secretOf?: SecretOf | undefined;
}

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
      const message = parseMessage(request.body);
      const identifier = named ?? identifierInMessage(message);
      return orMalformed(identifier, () => readMessage(message, identifier, request.secretOf));
    });
  });
}
