const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

/** Characters that XML 1.0 has no way to write (§2.2), lone surrogates among them, and some that it only discourages. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;

/** Text as it stands in an XML document, in an element or an attribute; what cannot be written becomes U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replaceAll(UNWRITABLE, '\uFFFD')
    .replaceAll(/[&<>"']/g, (character) => ESCAPES.get(character) ?? character);
}
