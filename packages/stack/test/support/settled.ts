import assert from 'node:assert/strict';

import type { ApiShape } from './api-shape.ts';
import type { Client } from './client.ts';
import { answersTo, crawl, type Crawled } from './crawl.ts';

/** What a client is told once nothing that was begun before, such as an export, is still being made. */
export async function settled(client: Client, shape: ApiShape): Promise<Crawled> {
  let told = await crawl(client, shape);
  for (const end = Date.now() + 60_000; ;) {
    const again = await crawl(client, shape);
    const changed = changedBetween(told, again);
    if (changed === null) return again;
    assert.ok(Date.now() < end, `what ${changed} tells changes for longer than a minute`);
    told = again;
  }
}

/** The coordinate of a query that was not answered the same in both crawls, or null. */
function changedBetween(one: Crawled, other: Crawled): string | null {
  const changed = [...one.texts].find(([name, text]) => timeless(text) !== timeless(other.texts.get(name) ?? ''));
  return changed?.[0] ?? null;
}

/** Whether a client is still told what it was told before, but for what differs each time; asks up to the first difference. */
export async function isStillTold(client: Client, shape: ApiShape, { texts }: Crawled): Promise<boolean> {
  for await (const { coordinate, text } of answersTo(client, shape)) {
    if (timeless(text) !== timeless(texts.get(coordinate) ?? '')) return false;
  }
  return true;
}

/** An answer without the instant at which it was asked for, and without what depends on it: printed lists, signed links. */
export function timeless(text: string): string {
  return text.replaceAll(/"asOf":"[^"]+"|"printable":"(?:[^"\\]|\\.)*"|"path":"\/exports\/[^"]+"/g, '');
}
