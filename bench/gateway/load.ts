import { Agent, request as httpRequest } from 'node:http';
import type { ClientRequest } from './scenarios.ts';

/** What a load came to. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly bytes: number;
}

/** Asks once. Fails unless the answer has data and no errors. */
export async function ask(url: string, request: ClientRequest): Promise<unknown> {
  const agent = new Agent({ keepAlive: false });
  const { text } = await send(url, agent, JSON.stringify(request));
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (errors !== undefined || !data)
    throw new Error(`${request.query.slice(0, 60)} was answered with ${text.slice(0, 300)}`);
  return data;
}

/**
 * Sends requests in turn over so many connections, each as soon as its last was answered: for a time, and on a busy machine
 * for up to five times that until so many were answered, as code that ran seldom is slow for another reason.
 */
export async function load(
  url: string,
  requests: readonly ClientRequest[],
  { connections, ms, atLeast }: { readonly connections: number; readonly ms: number; readonly atLeast: number },
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const bodies = requests.map((request) => JSON.stringify(request));
  const startedAt = performance.now();
  const took: number[] = [];
  let turn = 0;
  let bytes = 0;
  async function client(): Promise<void> {
    for (;;) {
      const passedMs = performance.now() - startedAt;
      if (passedMs >= (took.length < atLeast ? 5 * ms : ms)) return;
      const body = bodies[turn++ % bodies.length] ?? '';
      const sentAt = performance.now();
      const answer = await send(url, agent, body);
      if (answer.text.startsWith('{"errors"')) throw new Error(`answered ${answer.text.slice(0, 200)}`);
      took.push(performance.now() - sentAt);
      bytes = answer.text.length;
    }
  }
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  const seconds = (performance.now() - startedAt) / 1_000;
  return { requests: took.length, seconds, p50Ms: at(0.5), p99Ms: at(0.99), bytes };
}

function send(url: string, agent: Agent, body: string): Promise<{ text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = httpRequest(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode === 200) resolve({ text });
        else reject(new Error(`answered ${response.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
