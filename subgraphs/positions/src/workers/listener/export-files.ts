import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Clock, Database } from '@trekker/kit';

import { chunkOf, finishedFile } from '../../db/export-chunks.ts';
import { readLink } from '../../domain/export-link.ts';
import { Refusal } from './refusal.ts';

/** Where files of exports are fetched: a signed link stands behind it. */
export const EXPORTS_PATH = '/exports/';

/** Hands out files of exports. */
export type ExportFiles = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * `GET /exports/<link>`: a file of an export, to whoever has a link that was signed for it and has not ended. Refuses with
 * 404 every other link, whatever is wrong with it.
 */
export function createExportFiles({
  database,
  key,
  clock,
}: {
  database: Database;
  /** With which links are signed, 32 bytes. */
  key: Buffer;
  clock: Clock;
}): ExportFiles {
  return async (request, response) => {
    if (request.method !== 'GET') throw new Refusal(405, `files of exports are fetched by GET, got ${request.method}`);
    const link = readLink(key, (request.url ?? '').slice(EXPORTS_PATH.length).split('?')[0] ?? '', clock.now());
    const read = async <T>(work: (tx: Parameters<typeof chunkOf>[0]) => Promise<T>): Promise<T> =>
      (await database.withTenant(link?.tenantId ?? '', work, { mode: 'snapshot' })).result;
    const file = link && (await read((tx) => finishedFile(tx, link)));
    if (!link || !file) throw new Refusal(404, 'this link has ended, or never was one; ask for the export again');
    response.writeHead(200, {
      'content-type': file.mediaType,
      'content-length': file.byteCount,
      'content-disposition': `attachment; filename="${file.name}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    await pipeline(Readable.from(chunks((sequence) => read((tx) => chunkOf(tx, link, sequence)))), response);
  };
}

async function* chunks(next: (sequence: number) => Promise<Buffer | null>): AsyncGenerator<Buffer> {
  for (let sequence = 0; ; sequence += 1) {
    const chunk = await next(sequence);
    if (!chunk) return;
    yield chunk;
  }
}
