import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';

import type { TransactionSql } from 'postgres';

import type { BackupFile } from './manifest.ts';

/**
 * Writes what a query gives into a file of the backup: PostgreSQL's text form of COPY, which every major version reads,
 * compressed by Zstandard. Returns how many rows there were.
 */
export async function copyOut(
  reader: TransactionSql,
  { query, folder, path }: { query: string; folder: string; path: string },
): Promise<{ rows: number; file: BackupFile }> {
  const rows = await reader.unsafe(`copy (${query}) to stdout`).readable();
  const counted = countLines();
  const written = await writeDigested(join(folder, path), [rows, counted.stream, createZstdCompress()]);
  // postgres.js pauses its connection at a full buffer and goes on when more is asked for: after the last row nobody asks.
  rows._read(0);
  return { rows: counted.lines(), file: { path, ...written } };
}

/** Creates a file with what streams give, each fed by the one before, and tells its size and SHA-256 once it is on disk. */
export async function writeDigested(
  path: string,
  streams: readonly (NodeJS.ReadableStream | NodeJS.ReadWriteStream)[],
): Promise<Omit<BackupFile, 'path'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  const digest = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline([...streams, digest, target] as NodeJS.ReadWriteStream[]);
  return { bytes, sha256: hash.digest('hex') };
}

const LINE_END = 0x0a;

/** Lets everything through. In COPY's text form a row is a line, and a line break within one is written otherwise. */
function countLines(): { stream: Transform; lines: () => number } {
  let lines = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, at + 1)) lines += 1;
      done(null, chunk);
    },
  });
  return { stream, lines: () => lines };
}
