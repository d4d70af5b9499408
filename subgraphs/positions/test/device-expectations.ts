import { NEW_SESSION, type DeviceProtocol, type Session, type Transport } from '@trekker/protocols';

import { cutDatagram } from '../src/workers/device-listener/cut-datagram.ts';
import { full, mutations, truncations } from './disturbances.ts';

const CHANGED = full ? 2_000 : 30;

/** Each of what a device sends whole and twice, cut at every byte and changed at any. */
export function disturbedAll(messages: readonly Uint8Array[]): Uint8Array[] {
  return messages
    .flatMap((one) => [one, one, ...truncations(one), ...mutations(one, CHANGED)])
    .filter(({ length }) => length > 0);
}

/** What one connection or datagram should come to; `dropped` are bytes of no frame. */
export interface Expected {
  readonly messages: number;
  readonly frames: number;
  readonly dropped: number;
}

/** What a connection that sends these bytes should come to, or a datagram of them, as the decoder alone reads it. */
export function expectedOf(protocol: DeviceProtocol, transport: Transport, bytes: Uint8Array): Expected {
  const told = { transport, receivedAt: Date.now(), utcOffsetSeconds: 0, speedUnit: null };
  const splitter = protocol.splitter();
  const frames = transport === 'tcp' ? splitter.push(bytes) : cutDatagram(protocol, bytes);
  let session: Session = NEW_SESSION;
  let messages = 0;
  for (const frame of frames) {
    const decoded = protocol.decodeFrame(frame, session, told);
    ({ session } = decoded);
    messages += decoded.messages.length;
  }
  messages += protocol.endSession?.(session, told).messages.length ?? 0;
  const dropped = transport === 'tcp' ? splitter.dropped() + splitter.waiting() : 0;
  return { messages, frames: frames.length, dropped };
}

/** The same of many together. */
export function expectedOfAll(protocol: DeviceProtocol, transport: Transport, all: readonly Uint8Array[]): Expected {
  const each = all.map((bytes) => expectedOf(protocol, transport, bytes));
  const sum = (name: keyof Expected) => each.reduce((total, one) => total + one[name], 0);
  return { messages: sum('messages'), frames: sum('frames'), dropped: sum('dropped') };
}
