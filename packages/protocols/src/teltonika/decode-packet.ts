import { hexOf } from '../bytes/hex.ts';
import type { Decoded } from '../decoded.ts';
import { decodeCommandAnswer } from './decode-command-answer.ts';
import { CODEC_GH3000, decodeGh3000 } from './decode-gh3000.ts';
import { readRecords } from './read-records.ts';
import { layoutOf } from './record-layout.ts';
import { messageOfRecord } from './message-of-record.ts';

/** What a packet came to. */
export interface DecodedPacket {
  readonly messages: readonly Decoded[];
  /** The number of records that the device waits to have acknowledged; null where it waits for nothing. */
  readonly acknowledged: number | null;
}

/** Codecs of answers to commands: 12 plain, 13 with a time, 14 with an IMEI, 15 with both. */
const COMMAND_CODECS = new Set([0x0c, 0x0d, 0x0e, 0x0f]);

/** Reads what stands between envelope and check: a codec, the number of its contents, the contents, the number again. */
export function decodePacket(data: Uint8Array, identifier: string): DecodedPacket {
  const codec = data[0] ?? 0;
  if (COMMAND_CODECS.has(codec)) return { messages: decodeCommandAnswer(data, identifier), acknowledged: null };
  if (codec === CODEC_GH3000) {
    const { messages, announced } = decodeGh3000(data.subarray(1), identifier);
    return { messages, acknowledged: announced };
  }
  const layout = layoutOf(codec);
  if (layout === undefined) {
    const problem = { field: 'codec', value: hexOf(data.subarray(0, 1)), expected: '07, 08, 8e, 10, 0c, 0d, 0e or 0f' };
    return { messages: [{ kind: 'unsupported', identifier, problem }], acknowledged: null };
  }
  const { records, announced, problem } = readRecords(data.subarray(1), layout);
  const messages: Decoded[] = records.map((record) => messageOfRecord(record, identifier));
  if (problem !== null) messages.push({ kind: 'malformed', identifier, problem });
  return { messages, acknowledged: announced };
}
