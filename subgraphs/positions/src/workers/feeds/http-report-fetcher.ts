import { parseTargetUrl, resolveHost } from '@trekker/kit';
import type { EncryptedReport, FetchFailure, ReportFetcher, ReportPage, ReportRequest } from '@trekker/protocols';
import { array, nullish, number, object, safeParse, string } from 'valibot';

import { ask, type Answer } from './ask.ts';

/** Where reports are asked for by HTTP. */
export interface HttpReportSource {
  readonly url: string;
  /** What the header `Authorization` holds; null: it is not sent. */
  readonly authorization: string | null;
  /** Longest time until a whole answer is there, in milliseconds. */
  readonly timeoutMs: number;
  /** Largest answer after decompression, in bytes. */
  readonly maxBytes: number;
}

const DAY_MS = 86_400_000;
/** So much later than `since` was worked out a request may be sent without asking for one more day. */
const SPARE_MS = 60_000;
const MOST_KEYS = 256;

const answered = object({
  results: array(object({ id: string(), payload: string(), datePublished: nullish(number(), null) })),
  next: nullish(string(), null),
});

/**
 * Asks a server of the operator's for reports: `POST` with `{"ids": [hashes in base64], "days": n, "since": Unix
 * milliseconds, "cursor": text or absent}`, answered by `{"results": [{"id", "payload" in base64, "datePublished" in Unix
 * milliseconds}], "next": text or absent}`. Servers of open projects that answer `ids` and `days` fit as they are. The
 * operator has named the address, so it may be private.
 */
export function httpReportFetcher(source: HttpReportSource): ReportFetcher {
  const { url, authorization, timeoutMs, maxBytes } = source;
  const target = parseTargetUrl(url);
  const allowed = { hosts: 'host' in target ? [target.host] : [], networks: [] };
  return {
    name: 'http',
    mostKeys: MOST_KEYS,
    async fetch({ hashedKeys, since, cursor, signal = new AbortController().signal }) {
      const now = Date.now();
      const days = Math.max(1, Math.ceil((now - since - SPARE_MS) / DAY_MS));
      const body = JSON.stringify({ ids: hashedKeys, days, since, ...(cursor === null ? {} : { cursor }) });
      const headers = { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) };
      const question = { url, allowed, resolve: resolveHost, headers, body, timeoutMs, maxBytes, now, signal };
      const answer = await ask({ ...question, method: 'POST' });
      return answer.kind === 'failure' ? refusedBy(answer) : pageOf(answer, hashedKeys);
    },
  };
}

function pageOf(
  { body }: Extract<Answer, { kind: 'answer' }>,
  hashedKeys: ReportRequest['hashedKeys'],
): ReportPage | FetchFailure {
  const read = safeParse(answered, parsed(body));
  if (!read.success) return failure('unexpected', 'answered something else than reports');
  const asked = new Set(hashedKeys);
  const reports = read.output.results.filter(({ id }) => asked.has(id)).map(reportOf);
  return { kind: 'page', reports, next: read.output.next };
}

function reportOf(one: { id: string; payload: string; datePublished: number | null }): EncryptedReport {
  const payload = new Uint8Array(Buffer.from(one.payload, 'base64'));
  return { hashedKey: one.id, payload, publishedAt: one.datePublished };
}

function parsed(body: Buffer | null): unknown {
  try {
    return JSON.parse(body?.toString('utf8') ?? '');
  } catch {
    return null;
  }
}

function refusedBy({ status, problem, wishMs }: Extract<Answer, { kind: 'failure' }>): FetchFailure {
  const reason = status === 401 || status === 403 ? 'unauthorized' : status === 429 ? 'limited' : 'unavailable';
  return { ...failure(reason, problem), retryAfterMs: wishMs };
}

function failure(reason: FetchFailure['reason'], message: string): FetchFailure {
  return { kind: 'failure', reason, retryAfterMs: null, message };
}
