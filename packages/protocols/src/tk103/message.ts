/** One message taken apart: `(`, identifier, command of four characters, data, `)`. */
export interface Tk103Message {
  readonly identifier: string;
  readonly command: string;
  readonly data: string;
  /** Whether commas stand between the parts, as newer devices write; the others count characters. */
  readonly commas: boolean;
}

/** Takes a message apart; undefined where it is none. Recorded messages may lack their brackets. */
export function parseTk103(text: string): Tk103Message | undefined {
  const bare = text.trim().replace(/^\(/u, '').replace(/\)$/u, '');
  const found = COMMAS.exec(bare)?.groups ?? FIXED.exec(bare)?.groups;
  if (!found) return undefined;
  const { identifier = '', command = '', data = '', comma } = found;
  return { identifier, command, data, commas: comma !== undefined };
}

const COMMAS = /^(?<identifier>[^,]+)(?<comma>,)(?<command>[A-Z]{2}[\dA-Z]{2})(?:,(?<data>.*))?$/su;
const FIXED = /^(?<identifier>[^,]{12})(?<command>[A-Z]{2}[\dA-Z]{2}),?(?<data>.*)$/su;
