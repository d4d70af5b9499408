import type { Decoded } from '@trekker/protocols';

/** How much of a message quarantine keeps, in characters. */
const MOST_CHARACTERS = 4_096;
/** The same of an encrypted one, which is of no use unless it is whole. */
const MOST_ENCRYPTED_CHARACTERS = 65_536;

/** What quarantine keeps of a message: its beginning, without NUL, which the database does not take. */
export function rawText(text: string, decoded: Decoded): string {
  const most = decoded.kind === 'unsupported' && decoded.encrypted ? MOST_ENCRYPTED_CHARACTERS : MOST_CHARACTERS;
  return text.slice(0, most).toWellFormed().replaceAll('\0', '\uFFFD');
}
