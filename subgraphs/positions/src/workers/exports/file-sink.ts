import type { Tx } from '@trekker/kit';

import { insertChunk, insertFile, type ExportFileKey } from '../../db/export-chunks.ts';

/** Takes the content of a file and lays it down in parts. */
export interface FileSink {
  write(content: Buffer): Promise<void>;
  /** Lays down the rest, and says what the file is. */
  finish(about: { name: string; mediaType: string; positionCount: number }): Promise<void>;
}

/** Bytes of a part. */
const PART_BYTES = 1_048_576;

/** @param inTenant runs in a transaction of the file's tenant. */
export function openFileSink(
  key: ExportFileKey,
  inTenant: (work: (tx: Tx) => Promise<void>) => Promise<void>,
): FileSink {
  let waiting: Buffer = Buffer.alloc(0);
  let sequence = 0;
  let byteCount = 0;

  async function lay(content: Buffer): Promise<void> {
    const part = { sequence, content };
    await inTenant((tx) => insertChunk(tx, key, part));
    sequence += 1;
  }

  return {
    async write(content) {
      byteCount += content.length;
      waiting = Buffer.concat([waiting, content]);
      for (; waiting.length >= PART_BYTES; waiting = waiting.subarray(PART_BYTES))
        await lay(waiting.subarray(0, PART_BYTES));
    },
    async finish(about) {
      if (waiting.length) await lay(waiting);
      await inTenant((tx) => insertFile(tx, key, { ...about, byteCount }));
    },
  };
}
