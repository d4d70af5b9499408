import type { Decoded } from '../decoded.ts';
import { type Circumstances, type DeviceProtocol, NEW_SESSION, type Session } from '../device-protocol.ts';
import { decodeOsmAnd } from '../osmand/decode-osmand.ts';
import { decodeOwnTracks } from '../owntracks/decode-owntracks.ts';
import { PROTOCOLS } from '../protocols.ts';
import { splitInput } from './split-input.ts';
import { TOLD_MODELS } from './told-models.ts';
import type { Vector } from './vector.ts';

/** What a vector comes to here; null where no protocol of ours speaks its language. */
export function decodeVector(vector: Vector): readonly Decoded[] | null {
  const { input, protocol } = vector;
  if (input.kind === 'request') return decodeRequest(protocol, input);
  const ours = protocolNamed(protocol);
  return ours ? decodeBytes(ours, input.bytes, circumstancesOf(vector, input.datagram)) : null;
}

/** Who sent a message that does not say so: the connections of vectors begin behind the login. */
export const UNNAMED = 'unnamed';

/** The protocol of ours for a name of theirs. */
export function protocolNamed(name: string): DeviceProtocol | undefined {
  const ours = OUR_NAMES.get(name) ?? name;
  return PROTOCOLS.find((protocol) => protocol.name === ours);
}

/** Where they split one family of devices in two. */
const OUR_NAMES = new Map([
  ['gl200text', 'gl200'],
  ['gl200binary', 'gl200'],
]);

/** Vectors do not say when they arrived; one instant for all, so that a comparison is the same on every day. */
const RECEIVED_AT = Date.UTC(2026, 5, 1);

function circumstancesOf({ key }: Vector, datagram: boolean): Circumstances {
  const transport = datagram ? 'udp' : 'tcp';
  const model = TOLD_MODELS.get(key) ?? null;
  return { transport, receivedAt: RECEIVED_AT, utcOffsetSeconds: 0, speedUnit: null, model };
}

/** Every message of an input, one session from its first frame to its last. */
function decodeBytes(ours: DeviceProtocol, bytes: Uint8Array, circumstances: Circumstances): Decoded[] {
  const messages: Decoded[] = [];
  let session: Session = { ...NEW_SESSION, identifier: UNNAMED };
  for (const frame of splitInput(ours, bytes)) {
    const decoded = ours.decodeFrame(frame, session, circumstances);
    messages.push(...decoded.messages);
    session = decoded.session;
  }
  messages.push(...(ours.endSession?.(session, circumstances).messages ?? []));
  return messages;
}

function decodeRequest(protocol: string, request: Extract<Vector['input'], { kind: 'request' }>): Decoded[] | null {
  if (protocol === 'osmand') return [decodeOsmAnd(request)];
  if (protocol !== 'owntracks') return null;
  const decoded = decodeOwnTracks(request);
  return decoded.kind === 'ignored' ? [] : [decoded];
}
