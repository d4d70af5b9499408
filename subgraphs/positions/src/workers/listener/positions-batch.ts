import type { IncomingMessage } from 'node:http';

import { decodeBatch, identifierOf, type BatchItem } from '@trekker/protocols';

import { receiveAndTell } from '../../actions/receive-messages.ts';
import type { Receipt } from '../../actions/take-in.ts';
import { batchParts, bodyOfParts } from '../../domain/batch-parts.ts';
import { sentenceOf } from '../../domain/judge.ts';
import { rawText } from '../../domain/raw-text.ts';
import { MOST_RAW_BYTES } from '../../domain/without-secrets.ts';
import type { Answer, Answering } from './answer.ts';
import type { Addressed } from './find-door.ts';
import { noteRaw } from './note-raw.ts';
import { readBody } from './read-body.ts';
import { Refusal } from './refusal.ts';

/**
 * `POST /v1/positions`: many positions at once, each judged by itself. 200 means that all accepted ones are on disk and
 * all rejected ones are listed. Quarantine keeps the rejected ones too, but for those that name no device and those
 * beyond the limit of their tenant (unknown trackers) or tracker (known ones). 4xx only when nothing in the request is of use: no JSON, too large, or
 * not one known tracker.
 */
export async function answerPositions(
  request: IncomingMessage,
  addressed: Addressed,
  { intake, rawLog, config, clock, bodies }: Answering,
): Promise<Answer> {
  if (request.method !== 'POST') throw new Refusal(405, `/v1/positions takes POST, got ${request.method}`);
  const { tenantId } = addressed;
  const body = await readBody(request, { maxBytes: config.maxBodyBytes, bodies });
  const decoded = decodeBatch(body, { maxPositions: config.maxBatchPositions });
  if (decoded.kind === 'refused') {
    throw new Refusal(decoded.reason === 'too-many' ? 413 : 400, sentenceOf(decoded.problem));
  }
  const receivedAt = clock.now();
  const messages = decoded.items.flatMap((item) => messageOf(item, receivedAt) ?? []);
  intake.counts.add('positions', 'unattributed', decoded.items.length - messages.length);
  const { receipts } = await receiveAndTell(intake, tenantId, messages);
  const byIndex = new Map(messages.map(({ index }, at) => [index, receipts[at]]));
  const answer = summarise(decoded.items, byIndex);
  const unknown = answer.rejected.filter(({ code }) => code === 'UNKNOWN_TRACKER' || code === 'MALFORMED').length;
  const nothingKnown = decoded.items.length > 0 && unknown === decoded.items.length;
  const status = nothingKnown ? 404 : 200;
  const wanted = wantedOf(messages, (identifier) => rawLog.wants(tenantId, identifier));
  if (wanted.size) {
    const parts = batchParts(body);
    for (const [identifier, ofDevice] of wanted) {
      noteRaw(
        rawLog,
        { request, addressed },
        {
          protocol: 'positions',
          identifier,
          body: bodyOfParts(
            ofDevice.map(({ index }) => parts[index] ?? ''),
            MOST_RAW_BYTES,
          ),
          receivedAt,
          parts: ofDevice.map(({ index, decoded: one }) => ({ decoded: one, receipt: byIndex.get(index) })),
          answer: String(status),
        },
      );
    }
  }
  return { status, json: answer };
}

/** The messages of the devices that are kept as they came, by device. */
function wantedOf<T extends { readonly identifier: string }>(
  messages: readonly T[],
  wants: (identifier: string) => boolean,
): Map<string, T[]> {
  const byDevice = Map.groupBy(messages, ({ identifier }) => identifier);
  for (const identifier of byDevice.keys()) if (!wants(identifier)) byDevice.delete(identifier);
  return byDevice;
}

function messageOf({ index, result }: BatchItem, receivedAt: number) {
  const identifier = identifierOf(result);
  if (identifier === null) return null;
  return {
    index,
    identifier,
    decoded: result,
    transport: 'positions',
    /** Written only for the few that are kept aside. */
    get raw() {
      return rawText(JSON.stringify(result.kind === 'fix' ? result.fix : result), result);
    },
    receivedAt,
  };
}

function summarise(items: readonly BatchItem[], receipts: ReadonlyMap<number, Receipt | undefined>) {
  const rejected: { index: number; code: string; message: string }[] = [];
  let accepted = 0;
  let duplicates = 0;
  for (const { index, result } of items) {
    const receipt = receipts.get(index);
    if (receipt?.kind === 'rejected') rejected.push({ index, code: receipt.reason, message: receipt.message });
    else if (receipt?.kind === 'duplicate') duplicates += 1;
    else if (receipt) accepted += 1;
    else if (result.kind === 'malformed') {
      rejected.push({ index, code: 'MALFORMED', message: sentenceOf(result.problem) });
    }
  }
  return { accepted, duplicates, rejected };
}
