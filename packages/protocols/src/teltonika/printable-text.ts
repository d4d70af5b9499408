import { wireText } from '../text/wire.ts';

/** The bytes as text without the line's end, where it can be printed and is not empty; undefined otherwise. */
export function printableText(bytes: Uint8Array): string | undefined {
  const text = wireText(bytes).trim();
  return /^[\x20-\x7e\r\n\t]+$/u.test(text) ? text : undefined;
}
