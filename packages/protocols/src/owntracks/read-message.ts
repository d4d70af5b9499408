import type { Decoded } from '../decoded.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import { Unreadable } from '../unreadable.ts';
import { readLocation } from './decode-location.ts';
import { readSignOfLife } from './decode-sign-of-life.ts';
import { readTransition } from './decode-transition.ts';
import { openEncrypted } from './encryption.ts';

/** What a message came to; `ignored` is answered like anything else, and says nothing of the device. */
export type DecodedOwnTracks = Decoded | { readonly kind: 'ignored' };

/** The secret that a device encrypts with, by what it calls itself; null where none is known. */
export type SecretOf = (identifier: string) => string | null;

/** The object of a message. Throws `Unreadable` for anything else. */
export function parseMessage(body: string): JsonObject {
  const message = parseJson(body);
  if (!isObject(message)) throw new Unreadable('body', body, 'a JSON object');
  return message;
}

const SIGNS_OF_LIFE = new Set('beacon card cmd configuration dump request status steps waypoint waypoints'.split(' '));

/** Reads a message by its `_type`, one that is encrypted by what is in it. */
export function readMessage(message: JsonObject, identifier: string | null, secretOf?: SecretOf): DecodedOwnTracks {
  const type = message._type;
  if (type === 'lwt') return { kind: 'ignored' };
  if (typeof type === 'string' && SIGNS_OF_LIFE.has(type)) {
    return identifier === null ? { kind: 'ignored' } : readSignOfLife(message, identifier);
  }
  if (identifier === null) {
    throw new Unreadable('topic', '', 'owntracks/<user>/<device>, or the headers X-Limit-U and X-Limit-D');
  }
  if (type === 'location') return { kind: 'fix', fix: readLocation(message, identifier) };
  if (type === 'transition') return { kind: 'region', report: readTransition(message, identifier) };
  if (type === 'encrypted') return readEncrypted(message, identifier, secretOf);
  return {
    kind: 'unsupported',
    identifier,
    problem: new Unreadable('_type', type, 'of a kind OwnTracks sends').problem,
  };
}

/** Reads what is in an encrypted message. What is encrypted twice stays closed. */
function readEncrypted(message: JsonObject, identifier: string, secretOf?: SecretOf): DecodedOwnTracks {
  const secret = secretOf?.(identifier) ?? null;
  const closed = (field: string, expected: string): DecodedOwnTracks => {
    const { problem } = new Unreadable(field, message[field], expected);
    return { kind: 'unsupported', identifier, encrypted: true, problem };
  };
  if (secret === null) return closed('_type', 'of a message without encryption, as no secret is known');
  const opened = openEncrypted(message, secret);
  if (opened === null) return closed('data', 'a message that was encrypted with the known secret');
  return readMessage(parseMessage(opened), identifier);
}
