/** The bytes of a hexadecimal text, blanks between them ignored; undefined where it is none. */
export function bytesOfHex(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/\s/gu, '');
  if (digits.length % 2 !== 0 || !/^[\da-f]*$/iu.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  );
}

/** Two lower-case hexadecimal digits for every byte. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
