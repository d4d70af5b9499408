import type { IncomingMessage } from 'node:http';

import { decodeOsmAnd, identifierOf } from '@trekker/protocols';

import { receiveMessages } from '../../actions/receive-messages.ts';
import type { Receipt } from '../../actions/take-in.ts';
import { sentenceOf } from '../../domain/judge.ts';
import { rawText } from '../../domain/raw-text.ts';
import type { Answer, Answering } from './answer.ts';
import type { Addressed } from './find-door.ts';
import { noteRaw } from './note-raw.ts';
import { readBody } from './read-body.ts';
import { Refusal } from './refusal.ts';

/** Largest request of this protocol, as Traccar has it. */
const MAX_BODY_BYTES = 65_536;

/**
 * One report of a phone. 200 with an empty body means: accepted and on disk, or refused for good and in quarantine; a
 * phone repeats anything else for ever. 400 (404 for JSON) only where the tracker is not known, so that the phone keeps its
 * data until it is. 503 while its tracker has left too much in quarantine.
 */
export async function answerOsmAnd(
  request: IncomingMessage,
  addressed: Addressed,
  { intake, rawLog, clock, bodies }: Answering,
): Promise<Answer> {
  const { tenantId, query } = addressed;
  const body = await readBody(request, { maxBytes: MAX_BODY_BYTES, bodies });
  const contentType = request.headers['content-type'];
  const said = { query, body, contentType };
  const usual = decodeOsmAnd(said);
  const identifier = identifierOf(usual);
  if (identifier === null) {
    intake.counts.add('osmand', 'unattributed');
    throw new Refusal(400, 'problem' in usual ? sentenceOf(usual.problem) : 'the message names no device');
  }
  const decoding = (await intake.decodings.ofIdentifiers(tenantId, [identifier])).get(identifier);
  const decoded = decoding?.speedUnit ? decodeOsmAnd({ ...said, speedUnit: decoding.speedUnit }) : usual;
  const raw = rawText(query || body, decoded);
  const receivedAt = clock.now();
  const [receipt] = await receiveMessages(intake, { tenantId }, [
    { identifier, decoded, transport: 'osmand', raw, receivedAt },
  ]);
  const isJson = isJsonType(contentType);
  const refusal = refusalOf(receipt, isJson);
  if (rawLog.wants(tenantId, identifier)) {
    const kept = { protocol: 'osmand', identifier, body: isJson ? body : query || body, receivedAt } as const;
    const answer = String(refusal?.status ?? 200);
    noteRaw(rawLog, { request, addressed }, { ...kept, parts: [{ decoded, receipt }], answer });
  }
  if (refusal) throw refusal;
  return { status: 200 };
}

function isJsonType(contentType: string | undefined): boolean {
  return contentType?.toLowerCase().startsWith('application/json') ?? false;
}

/** What a tracker that is not known is refused with; anything else is for good. */
function refusalOf(receipt: Receipt | undefined, isJson: boolean): Refusal | null {
  const isUnknown = receipt?.kind === 'rejected' && receipt.reason === 'UNKNOWN_TRACKER';
  return isUnknown ? new Refusal(isJson ? 404 : 400, receipt.message) : null;
}
