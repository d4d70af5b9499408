import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http';

import type { RecordedFix } from './recorded-fix.ts';

/** What the intake answers to a batch: everything in it is on disk. */
export interface BatchAnswer {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly { readonly index: number; readonly code: string; readonly message: string }[];
}

/** What came of posting a batch once. */
type Posted =
  | { readonly kind: 'acknowledged'; readonly answer: BatchAnswer }
  /** Nothing is known of the batch: it may be on disk, in part or whole. `retryAfterMs` is what the intake asked for. */
  | { readonly kind: 'unanswered'; readonly problem: string; readonly retryAfterMs: number }
  | { readonly kind: 'refused'; readonly status: number; readonly problem: string };

/** One connection to the intake, kept open between batches and opened anew when it was lost. */
export interface Connection {
  /** Posts fixes to `<door>v1/positions`. */
  post(door: URL, fixes: readonly RecordedFix[]): Promise<Posted>;
  close(): void;
}

/** Longer than the intake takes to answer anything, in milliseconds. */
const SILENCE_MS = 60_000;

/** Prepares a connection; nothing is opened before the first post. */
export function createConnection(): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    close: () => agent.destroy(),
    async post(door, fixes) {
      const body = JSON.stringify({ positions: fixes.map(wireForm) });
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request(new URL('v1/positions', door), { agent, method: 'POST', headers });
      try {
        const { status, retryAfter, text } = await exchange(sent, body);
        return judge({ status, retryAfter, text, count: fixes.length });
      } catch (failure) {
        return {
          kind: 'unanswered',
          problem: failure instanceof Error ? failure.message : String(failure),
          retryAfterMs: 0,
        };
      }
    },
  };
}

function wireForm({ identifier, at, latitude, longitude }: RecordedFix) {
  return { tracker: identifier, time: at, latitude, longitude };
}

interface Response {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

async function exchange(sent: ClientRequest, body: string): Promise<Response> {
  const answered = Promise.withResolvers<IncomingMessage>();
  sent.on('response', answered.resolve).on('error', answered.reject);
  sent.setTimeout(SILENCE_MS, () => sent.destroy(new Error(`no answer within ${SILENCE_MS / 1_000} s`)));
  sent.end(body);
  const response = await answered.promise;
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text };
}

function judge({ status, retryAfter, text, count }: Response & { count: number }): Posted {
  if (status >= 500)
    return { kind: 'unanswered', problem: `HTTP ${status}`, retryAfterMs: Number(retryAfter ?? 0) * 1_000 || 0 };
  // 404 with a list tells that no tracker of the batch is known; each fix is told about all the same.
  const answer = status === 200 || status === 404 ? readAnswer(text) : null;
  if (!answer) return { kind: 'refused', status, problem: text.trim() };
  const told = answer.accepted + answer.duplicates + answer.rejected.length;
  if (told === count) return { kind: 'acknowledged', answer };
  return { kind: 'refused', status, problem: `${count} fixes were sent and the answer tells of ${told}` };
}

function readAnswer(text: string): BatchAnswer | null {
  if (!text.startsWith('{')) return null;
  const { accepted, duplicates, rejected } = JSON.parse(text) as Partial<BatchAnswer>;
  if (typeof accepted !== 'number' || typeof duplicates !== 'number' || !Array.isArray(rejected)) return null;
  return { accepted, duplicates, rejected };
}
