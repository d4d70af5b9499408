import { decodeOwnTracksMqtt, ownTracksTopicOf, PROTOCOLS, type Transport } from '@trekker/protocols';

import { decodeWithSettings } from '../domain/decode-with-settings.ts';
import { bytesOfRawFrame } from '../domain/raw-frame.ts';
import type { ReceivedMessage } from '../domain/received-message.ts';
import { withChecksum } from '../domain/with-checksum.ts';
import type { Intake } from './take-in.ts';

/** A message out of quarantine with its tracker; null: nobody knows it. */
export interface KeptMessage extends ReceivedMessage {
  readonly tenantId: string;
  readonly fixId: string;
}

/**
 * A message out of quarantine, read once more: what arrived encrypted, where its tracker may have got a secret that opens
 * it by now, and frames of trackers, with the present settings of their tracker. What cannot be read again (it was cut, or
 * held back by its connection) stays what it was when it was received.
 */
export async function readAgain(
  { secrets, decodings }: Pick<Intake, 'secrets' | 'decodings'>,
  kept: KeptMessage,
  trackerId: string | null,
): Promise<ReceivedMessage> {
  const { tenantId, identifier, decoded, raw } = kept;
  const frame = frameOf(kept);
  if (frame) {
    const decoding = trackerId === null ? null : decodings.ofTracker(tenantId, trackerId);
    return { ...kept, decoded: frame(decoding) ?? decoded };
  }
  if (decoded.kind !== 'unsupported' || !decoded.encrypted) return kept;
  const secret = await secrets.secretOf(tenantId, identifier);
  if (secret === null) return kept;
  // The identifier is what intake took it for, whatever way the message came.
  const topic = ownTracksTopicOf(identifier);
  const opened = decodeOwnTracksMqtt({ topic, payload: Buffer.from(raw), secretOf: () => secret });
  return opened.kind === 'ignored' || opened.kind === 'lost' ? kept : { ...kept, decoded: opened };
}

/** What reads the frame of a message again; null where it came in none, or not all of it was kept. */
function frameOf({ transport, raw, readWith, receivedAt }: KeptMessage) {
  const [name, way] = transport.split('/');
  const protocol = PROTOCOLS.find((one) => one.name === name);
  const bytes = readWith ? bytesOfRawFrame(raw) : null;
  if (!protocol || !isTransport(way) || !readWith || !bytes) return null;
  const { session, part } = readWith;
  return (decoding: ReturnType<Intake['decodings']['ofTracker']>) => {
    const arrival = { transport: way, receivedAt, decoding };
    const { messages, checksum } = decodeWithSettings((how) => protocol.decodeFrame(bytes, session, how), arrival);
    const message = messages[part];
    return message && (protocol.endSession ? message : withChecksum(message, checksum));
  };
}

function isTransport(way: string | undefined): way is Transport {
  return way === 'tcp' || way === 'udp';
}
