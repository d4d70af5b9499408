import type { IncomingMessage } from 'node:http';

import { decodeOwnTracks, identifierOf } from '@trekker/protocols';

import { decodeOpening } from '../../actions/decode-opening.ts';
import { receiveMessages } from '../../actions/receive-messages.ts';
import { sentenceOf } from '../../domain/judge.ts';
import { rawText } from '../../domain/raw-text.ts';
import type { Answer, Answering } from './answer.ts';
import type { Addressed } from './find-door.ts';
import { noteRaw } from './note-raw.ts';
import { readBody } from './read-body.ts';
import { Refusal } from './refusal.ts';

/** There is nothing to tell the phone. An empty body instead would make some of the apps repeat the message for ever. */
const NOTHING: Answer = { status: 200, json: [] };

/**
 * One message of OwnTracks. 200 with an empty JSON array means: on disk, or refused for good and in quarantine, or
 * nothing to keep; 503 while its tracker has left too much there. 404 only where the tracker is not known, 400 where the
 * message names none. Pictures of points of interest come along, so a body may be as large as any.
 */
export async function answerOwnTracks(
  request: IncomingMessage,
  addressed: Addressed,
  { intake, rawLog, config, clock, bodies }: Answering,
): Promise<Answer> {
  if (request.method !== 'POST') throw new Refusal(405, `/owntracks takes POST, got ${request.method}`);
  const { tenantId, query } = addressed;
  const body = await readBody(request, { maxBytes: config.maxBodyBytes, bodies });
  const [user, device] = [headerOf(request, 'x-limit-u'), headerOf(request, 'x-limit-d')];
  const decoded = await decodeOpening(
    (secretOf) => decodeOwnTracks({ user, device, query, body, secretOf }),
    (named) => intake.secrets.secretOf(tenantId, named),
  );
  if (decoded.kind === 'ignored') {
    intake.counts.add('owntracks', 'empty');
    return NOTHING;
  }
  const identifier = identifierOf(decoded);
  if (identifier === null) {
    intake.counts.add('owntracks', 'unattributed');
    throw new Refusal(400, 'problem' in decoded ? sentenceOf(decoded.problem) : 'the message names no device');
  }
  const raw = rawText(body, decoded);
  const receivedAt = clock.now();
  const [receipt] = await receiveMessages(intake, { tenantId }, [
    { identifier, decoded, transport: 'owntracks', raw, receivedAt },
  ]);
  const isUnknown = receipt?.kind === 'rejected' && receipt.reason === 'UNKNOWN_TRACKER';
  if (rawLog.wants(tenantId, identifier)) {
    const parts = [{ decoded, receipt }];
    const kept = { protocol: 'owntracks', identifier, body, receivedAt, parts } as const;
    noteRaw(rawLog, { request, addressed }, { ...kept, answer: isUnknown ? '404' : '200 []' });
  }
  if (isUnknown) throw new Refusal(404, receipt.message);
  return NOTHING;
}

/** A header as text. Apps write names beyond Latin-1 as UTF-8, which HTTP hands on byte by byte. */
function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? Buffer.from(value, 'latin1').toString('utf8') : undefined;
}
