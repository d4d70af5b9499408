import { Unreadable } from './unreadable.ts';

/** Longest identifier a device may call itself by. */
export const MAX_IDENTIFIER_CHARACTERS = 128;

/**
 * What a device calls itself, without the blanks around it that come along when it is pasted into an app.
 * Throws `Unreadable` where nothing is left, where it is too long, or where it holds control characters.
 */
export function readIdentifier(field: string, text: string): string {
  const identifier = text.trim();
  const readable = identifier.isWellFormed() && !CONTROL.test(identifier);
  if (identifier === '' || identifier.length > MAX_IDENTIFIER_CHARACTERS || !readable) {
    throw new Unreadable(field, text, `an identifier of 1 to ${MAX_IDENTIFIER_CHARACTERS} printable characters`);
  }
  return identifier;
}

/** The text as it is. Throws `Unreadable` where no database can keep it: a NUL, or half of a surrogate pair. */
export function readText(field: string, text: string): string {
  if (text.includes('\0') || !text.isWellFormed()) {
    throw new Unreadable(field, text, 'well-formed Unicode text without NUL');
  }
  return text;
}

const CONTROL = /\p{Cc}/u;
