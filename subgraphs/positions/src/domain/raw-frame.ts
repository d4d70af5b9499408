/** What stands before the digits of bytes that are no text. */
const HEX = 'hex:';
/** How much of a frame quarantine keeps: as much as the longest that any protocol takes, so that each can be read again. */
const MOST_BYTES = 10_240;

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** A frame as it is kept: printable characters as they are, anything else as `hex:` and two digits a byte. */
export function rawFrame(frame: Uint8Array): string {
  // One more than is read again, which tells that it was cut.
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, Math.min(frame.byteLength, MOST_BYTES + 1));
  return bytes.every(isPrintable) ? bytes.toString('latin1') : `${HEX}${bytes.toString('hex')}`;
}

/** The bytes of a frame that was kept whole; null where only its beginning was, or nothing. */
export function bytesOfRawFrame(raw: string): Uint8Array | null {
  const bytes = raw.startsWith(HEX) ? Buffer.from(raw.slice(HEX.length), 'hex') : Buffer.from(raw, 'latin1');
  return bytes.length === 0 || bytes.length > MOST_BYTES ? null : new Uint8Array(bytes);
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === TAB || byte === LINE_FEED || byte === CARRIAGE_RETURN;
}
