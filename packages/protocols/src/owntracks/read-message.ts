import type { Decoded, Problem } from '../decoded.ts';
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
  const secret = type === 'encrypted' ? (secretOf?.(identifier) ?? null) : null;
  // What is encrypted twice stays closed.
  if (secret !== null) return readMessage(parseMessage(openEncrypted(message, secret)), identifier);
  return { kind: 'unsupported', identifier, problem: problemOf(type) };
}

function problemOf(type: unknown): Problem {
  const expected =
    type === 'encrypted' ? 'of a message without encryption, as no key is known' : 'of a kind OwnTracks sends';
  return new Unreadable('_type', type, expected).problem;
}
