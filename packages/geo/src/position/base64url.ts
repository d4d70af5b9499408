const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Two characters for each twelve bits. */
const PAIRS = Array.from({ length: 4_096 }, (_, bits) => ALPHABET.charAt(bits >> 6) + ALPHABET.charAt(bits & 63));
const SEXTET = new Map(Array.from(ALPHABET, (character, value) => [character, value]));

/** base64url (RFC 4648 §5) of bytes whose count is a multiple of 3, so that no padding or spare bit ever arises. */
export function encodeTriples(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 2 < bytes.length; at += 3) {
    const triple = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += `${PAIRS[triple >> 12]}${PAIRS[triple & 4_095]}`;
  }
  return text;
}

/** The bytes of base64url text whose length is a multiple of 4; null where a character is outside the alphabet. */
export function decodeTriples(text: string): Uint8Array | null {
  const bytes = new Uint8Array((text.length / 4) * 3);
  for (let at = 0, out = 0; at < text.length; at += 4, out += 3) {
    let triple = 0;
    for (let index = 0; index < 4; index++) {
      const sextet = SEXTET.get(text.charAt(at + index));
      if (sextet === undefined) return null;
      triple = (triple << 6) | sextet;
    }
    bytes[out] = triple >> 16;
    bytes[out + 1] = (triple >> 8) & 255;
    bytes[out + 2] = triple & 255;
  }
  return bytes;
}
