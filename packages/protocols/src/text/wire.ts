/**
 * What a device sent as text: UTF-8, as all ASCII is. Bytes that are none, and NUL, which no database keeps, become
 * U+FFFD.
 */
export function wireText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replaceAll('\0', '\uFFFD');
}

/** The bytes of a text for the wire, UTF-8. */
export function wireBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
