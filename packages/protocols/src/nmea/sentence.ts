import type { Checksum } from '../device-protocol.ts';
import { nmeaChecksum } from './checksum.ts';

/** One sentence taken apart: `$`, talker, type, fields, and often `*` and a checksum. */
export interface Sentence {
  /** Two letters for the receiver or its satellites: `GP`, `GN`, `GL`, `GA`, `GB` …; `P` for what only its maker knows. */
  readonly talker: string;
  /** Three letters, such as `RMC`. */
  readonly type: string;
  readonly fields: readonly string[];
  readonly checksum: Checksum;
}

/** Takes a sentence apart; undefined where the text is none. */
export function parseSentence(text: string): Sentence | undefined {
  const found = SENTENCE.exec(text)?.groups;
  if (!found) return undefined;
  const { body = '', address = body, sum } = found;
  const talker = address.startsWith('P') ? 'P' : address.slice(0, -3);
  return {
    talker,
    type: address.slice(talker.length),
    fields: body.split(',').slice(1),
    checksum: sum === undefined ? 'none' : nmeaChecksum(body) === sum.toUpperCase() ? 'right' : 'wrong',
  };
}

const SENTENCE = /^[$!](?<body>(?<address>[A-Z][A-Z\d]{2,})(?:,[^*]*)?|P[^*]*)(?:\*(?<sum>[\da-f]{2}).*)?\*?$/isu;
