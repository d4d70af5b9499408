/** What stands before the digits of bytes that are no text. */
const HEX = 'hex:';
/** How much of a message quarantine keeps, in characters. */
const MAX_RAW = 4_096;

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** A frame as it is kept: printable characters as they are, anything else as `hex:` and two digits a byte. */
export function rawFrame(frame: Uint8Array): string {
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, Math.min(frame.byteLength, MAX_RAW));
  const text = bytes.every(isPrintable) ? bytes.toString('latin1') : `${HEX}${bytes.toString('hex')}`;
  return text.slice(0, MAX_RAW);
}

/** The bytes of a frame that was kept whole; null where only its beginning was, or nothing. */
export function bytesOfRawFrame(raw: string): Uint8Array | null {
  if (raw === '' || raw.length >= MAX_RAW) return null;
  return new Uint8Array(raw.startsWith(HEX) ? Buffer.from(raw.slice(HEX.length), 'hex') : Buffer.from(raw, 'latin1'));
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === TAB || byte === LINE_FEED || byte === CARRIAGE_RETURN;
}
