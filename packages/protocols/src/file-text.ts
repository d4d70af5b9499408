/**
 * The text of a file of which nobody says how it is encoded: by its byte order mark, by its XML declaration, else
 * UTF-8, and where it is none Windows-1252. The byte order mark is left out. Text comes back as it is, but for the mark.
 */
export function textOfFile(file: string | Uint8Array): string {
  if (typeof file === 'string') return file.startsWith('\uFEFF') ? file.slice(1) : file;
  for (const encoding of [markedEncoding(file), declaredEncoding(file), 'utf-8']) {
    const text = encoding === undefined ? undefined : decode(file, encoding);
    if (text !== undefined) return text;
  }
  return new TextDecoder('windows-1252').decode(file);
}

/** By a byte order mark, or by the zero bytes that the first character of any of our formats has in UTF-16. */
function markedEncoding([first, second]: Uint8Array): string | undefined {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return undefined;
}

const DECLARATION_BYTES = 200;
const DECLARATION = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/u;

function declaredEncoding(file: Uint8Array): string | undefined {
  const begin = new TextDecoder('windows-1252').decode(file.subarray(0, DECLARATION_BYTES));
  const encoding = DECLARATION.exec(begin)?.[1];
  // A declaration that could be read byte by byte is wrong where it says that there are two of them a character.
  return encoding !== undefined && /^utf-?16/iu.test(encoding) ? undefined : encoding;
}

/** The text; undefined where it is not of that encoding, or where nobody knows the encoding. */
function decode(file: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file);
  } catch {
    return undefined;
  }
}
