import type { IncomingMessage } from 'node:http';

import {
  MAX_IDENTIFIER_CHARACTERS,
  TRACK_FILE_FORMATS,
  type ReadTrackOptions,
  type TrackFileFormat,
} from '@trekker/protocols';

import type { TrackImport } from '../../domain/track-import.ts';
import type { Answer, Answering } from './answer.ts';
import type { Addressed } from './find-door.ts';
import { readBytes } from './read-body.ts';
import { Refusal } from './refusal.ts';

/**
 * `POST /v1/tracks?tracker=<identifier>`: a file with recorded tracks as the body. 200 means that all accepted points
 * are on disk, and lists the first of those that were not. 4xx only when nothing of the file is of use: it cannot be
 * read, is too large, or all of it is of unknown trackers.
 */
export async function answerTracks(
  request: IncomingMessage,
  { tenantId, query }: Addressed,
  { importer, config }: Answering,
): Promise<Answer> {
  if (request.method !== 'POST') throw new Refusal(405, `/v1/tracks takes POST, got ${request.method}`);
  const options = optionsOf(new URLSearchParams(query));
  return importer.withPlace(async () => {
    const bytes = await readBytes(request, { maxBytes: config.maxTrackFileBytes });
    const imported = await importer.importFile({ tenantId, bytes, options });
    return { status: statusOf(imported), json: imported };
  });
}

function optionsOf(parameters: URLSearchParams): ReadTrackOptions {
  const format = parameters.get('format')?.toLowerCase() ?? null;
  if (format !== null && !isFormat(format)) {
    throw new Refusal(400, `format must be one of ${TRACK_FILE_FORMATS.join(', ')}, got ${JSON.stringify(format)}`);
  }
  const identifier = parameters.get('tracker')?.trim() ?? null;
  if (identifier !== null && !IDENTIFIER.test(identifier)) {
    const expected = `an identifier of 1 to ${MAX_IDENTIFIER_CHARACTERS} characters`;
    throw new Refusal(400, `tracker must be ${expected}, got ${JSON.stringify(identifier.slice(0, 100))}`);
  }
  return { ...(format === null ? {} : { format }), ...(identifier === null ? {} : { identifier }) };
}

const IDENTIFIER = new RegExp(String.raw`^[^\p{Cc}\p{Cs}]{1,${MAX_IDENTIFIER_CHARACTERS}}$`, 'u');

function isFormat(text: string): text is TrackFileFormat {
  return TRACK_FILE_FORMATS.some((format) => format === text);
}

function statusOf({ accepted, duplicates, rejected, problems }: TrackImport): number {
  if (accepted + duplicates > 0) return 200;
  if (rejected === 0) return problems.some(({ spoils }) => spoils === 'file') ? 400 : 200;
  return problems.every(({ code }) => code === 'UNKNOWN_TRACKER') ? 404 : 200;
}
