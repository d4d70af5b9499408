import type { Point } from '@trekker/geo';

/** A provider that names places as Nominatim does. */
export interface Provider {
  readonly url: string;
  readonly timeoutMs: number;
}

/** Longest name that is kept. */
const MOST_CHARACTERS = 500;
/** Longest answer that is read. */
const MOST_BYTES = 65_536;

/**
 * What a provider calls a place, null where it knows of nothing there. Fails where it does not answer in time or with
 * something else.
 */
export async function askProvider(
  { url, timeoutMs }: Provider,
  { latitude, longitude }: Point,
  stopping: AbortSignal,
): Promise<string | null> {
  const question = new URL(url);
  for (const [name, value] of Object.entries({ format: 'jsonv2', lat: latitude, lon: longitude, zoom: 18 }))
    question.searchParams.set(name, String(value));
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)]);
  const response = await fetch(question, { signal, redirect: 'error', headers: { 'user-agent': 'Trekker' } });
  if (!response.ok) throw new Error(`the provider answered ${response.status}`);
  return nameIn(JSON.parse(await readText(response)));
}

function nameIn(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null) throw new Error('the provider answered no object');
  if ('error' in answer) return null;
  const name = 'display_name' in answer ? answer.display_name : null;
  if (typeof name !== 'string') throw new Error('the provider answered without display_name');
  return (
    name
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, MOST_CHARACTERS) || null
  );
}

async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new Error(`the provider answered more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
