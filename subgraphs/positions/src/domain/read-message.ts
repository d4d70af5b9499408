import {
  decodeBatch,
  decodeOsmAnd,
  decodeOwnTracks,
  decodeOwnTracksMqtt,
  NEW_SESSION,
  ownTracksTopicOf,
  PROTOCOLS,
  type Checksum,
  type Decoded,
  type DeviceProtocol,
  type Session,
  type Transport,
} from '@trekker/protocols';

import { decodeWithSettings } from './decode-with-settings.ts';
import type { TrackerDecoding } from './tracker-decoding.ts';

/** What a device sent, with what is needed to read it. */
export interface MessageToRead {
  /** Name of a protocol of `PROTOCOLS`, or `osmand`, `owntracks` or `positions`. */
  readonly protocol: string;
  readonly bytes: Uint8Array;
  /** What the device called itself before on the same connection, or beside the message; null: it did not. */
  readonly identifier: string | null;
  /** The topic under which it was published; null where it was not. */
  readonly topic: string | null;
  readonly transport: Transport;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  /** What is set for the tracker; null: nothing. */
  readonly decoding: TrackerDecoding | null;
  /** What opens it; null: nothing. */
  readonly secret: string | null;
}

/** What a message came to. `lost` is a broker's word that it lost the device. */
export type ReadPart = Decoded | { readonly kind: 'lost'; readonly identifier: string };

/** A message taken apart. */
export interface ReadMessage {
  readonly frames: readonly {
    readonly bytes: Uint8Array;
    readonly checksum: Checksum;
    readonly messages: readonly ReadPart[];
    readonly answer: Uint8Array | null;
    readonly refusal: Uint8Array | null;
  }[];
  readonly heldBack: readonly Decoded[];
  readonly droppedBytes: number;
}

/** Protocols of phones and programs, which come in one message each. */
export const PHONE_PROTOCOLS = ['osmand', 'owntracks', 'positions'] as const;

/** Reads what a device sent as the listeners read it; null where there is no such protocol. */
export function readMessage(message: MessageToRead): ReadMessage | null {
  const protocol = PROTOCOLS.find(({ name }) => name === message.protocol);
  if (protocol) return readFrames(protocol, message);
  const messages = readPhone(message);
  if (!messages) return null;
  const frame = { bytes: message.bytes, checksum: 'none', messages, answer: null, refusal: null } as const;
  return { frames: [frame], heldBack: [], droppedBytes: 0 };
}

function readFrames(protocol: DeviceProtocol, { bytes, identifier, ...arrival }: MessageToRead): ReadMessage {
  const splitter = protocol.splitter();
  let session: Session = { ...NEW_SESSION, identifier };
  const frames = withRest(splitter.push(bytes), bytes, splitter.waiting()).map((frame) => {
    const before = session;
    const decoded = decodeWithSettings((how) => protocol.decodeFrame(frame, before, how), arrival);
    ({ session } = decoded);
    return { ...decoded, bytes: frame };
  });
  const { endSession } = protocol;
  const heldBack = endSession ? decodeWithSettings((how) => endSession(session, how), arrival).messages : [];
  return { frames, heldBack, droppedBytes: splitter.dropped() };
}

/** What is pasted often lacks the end that a splitter waits for. */
function withRest(frames: readonly Uint8Array[], bytes: Uint8Array, waiting: number): Uint8Array[] {
  return waiting ? [...frames, bytes.slice(bytes.length - waiting)] : [...frames];
}

function readPhone(message: MessageToRead): ReadPart[] | null {
  const { protocol, bytes, decoding } = message;
  const body = Buffer.from(bytes).toString('utf8');
  switch (protocol) {
    case 'osmand': {
      // A query or a form; JSON shows by its first character, as neither of them begins so.
      const contentType = body.trimStart().startsWith('{') ? 'application/json' : undefined;
      return [decodeOsmAnd({ query: '', body, contentType, speedUnit: decoding?.speedUnit ?? null })];
    }
    case 'owntracks':
      return readOwnTracks(message, body);
    case 'positions': {
      const decoded = decodeBatch(body, { maxPositions: MOST_POSITIONS });
      if (decoded.kind === 'batch') return decoded.items.map(({ result }) => result);
      return [{ kind: 'malformed', identifier: null, problem: decoded.problem }];
    }
    default:
      return null;
  }
}

/** Who a phone is the topic says, or what it called itself beside the message, or the message. */
function readOwnTracks({ bytes, identifier, topic, secret }: MessageToRead, body: string): ReadPart[] {
  const secretOf = secret === null ? undefined : () => secret;
  const published = topic ?? (identifier === null ? null : ownTracksTopicOf(identifier));
  const decoded =
    published === null
      ? decodeOwnTracks({ query: '', body, secretOf })
      : decodeOwnTracksMqtt({ topic: published, payload: bytes, secretOf });
  return decoded.kind === 'ignored' ? [] : [decoded];
}

/** More do not fit in what is shown. */
const MOST_POSITIONS = 10_000;
