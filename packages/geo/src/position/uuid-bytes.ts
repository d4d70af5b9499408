const TEXT = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** Where the two digits of each byte stand. */
const PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const DASH_BEFORE = new Set([4, 6, 8, 10]);

/**
 * Writes the 16 bytes of a lower-case UUID into `bytes` at `at`.
 * @throws RangeError where `uuid` is anything else; upper case too, because one tracker has one spelling.
 */
export function writeUuid(uuid: string, bytes: Uint8Array, at: number): void {
  if (!TEXT.test(uuid)) throw new RangeError(`expected a lower-case UUID, got ${JSON.stringify(uuid)}`);
  for (let index = 0; index < 16; index++) {
    const text = PLACES[index] ?? 0;
    bytes[at + index] = (nibble(uuid.charCodeAt(text)) << 4) | nibble(uuid.charCodeAt(text + 1));
  }
}

/** The lower-case UUID of the 16 bytes of `bytes` at `at`. */
export function readUuid(bytes: Uint8Array, at: number): string {
  let text = '';
  for (let index = 0; index < 16; index++) {
    if (DASH_BEFORE.has(index)) text += '-';
    text += HEX[bytes[at + index] ?? 0];
  }
  return text;
}

function nibble(code: number): number {
  return code <= 57 ? code - 48 : code - 87;
}
