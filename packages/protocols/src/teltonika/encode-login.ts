import { ByteWriter } from '../bytes/byte-writer.ts';
import { wireBytes } from '../text/wire.ts';
import { PING } from './cut-frame.ts';

/** What a device says first on a connection: its IMEI, 15 digits. */
export function encodeTeltonikaLogin(identifier: string): Uint8Array {
  return lengthAndText(new ByteWriter(), identifier).done();
}

/** The single byte with which a device keeps its connection open. */
export function encodeTeltonikaPing(): Uint8Array {
  return Uint8Array.of(PING);
}

/** The identifier with its length in two bytes, as it stands in a login and in the envelope of a datagram. */
export function lengthAndText(writer: ByteWriter, identifier: string): ByteWriter {
  const bytes = wireBytes(identifier);
  return writer.u16(bytes.length).bytes(bytes);
}
