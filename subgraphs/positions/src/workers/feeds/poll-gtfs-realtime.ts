import { decodeVehiclePositions, type Decoded } from '@trekker/protocols';

import { feedMessage } from '../../domain/feeds/feed-message.ts';
import { openHeaders } from '../../domain/feeds/feed-headers.ts';
import { sentenceOf } from '../../domain/judge.ts';
import { ask } from './ask.ts';
import type { FeedRules } from './feed-rules.ts';
import type { Poll, PollResult } from './poll.ts';

/** How a feed is asked. */
export interface Asking {
  readonly rules: FeedRules;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

const ACCEPT = 'application/x-protobuf, application/octet-stream;q=0.9, */*;q=0.1';
/** Longer texts about its state are no use of ours. */
const LONGEST_STATE = 1_000;
/** A vehicle without a place whose time lies further back says nothing of now. */
const FRESH_MS = 300_000;

/**
 * Asks a feed of vehicle positions, unless it says that it is what it was, and takes in what it tells. That it is what it
 * was is asked only about what was taken in whole.
 */
export async function pollGtfsRealtime(poll: Poll, { rules, timeoutMs, maxBytes }: Asking): Promise<PollResult> {
  const { turn, signal, startedAt: now } = poll;
  const own = openHeaders(turn.sealedHeaders, rules.key, turn);
  if (own === null) return problem('its headers were kept under another secret; set them again');
  const { etag, lastModified } = turn;
  const conditions = {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
  const headers = { accept: ACCEPT, ...own, ...conditions };
  const { allowed, resolve } = rules;
  const question = { url: turn.url ?? '', method: 'GET', allowed, resolve, headers, timeoutMs, maxBytes, now, signal };
  const answer = await ask({ ...question, method: 'GET' });
  if (answer.kind === 'failure') return { ...problem(answer.problem), wishMs: answer.wishMs };
  if (answer.body === null) return { problem: null, wishMs: null, etag, lastModified };
  const feed = decodeVehiclePositions(answer.body);
  if (feed.kind === 'refused') return problem(`no feed of GTFS-realtime: ${sentenceOf(feed.problem)}`);
  await takeVehicles(
    poll,
    feed.vehicles.map(({ result }) => result),
  );
  return {
    problem: null,
    wishMs: null,
    etag: state(answer.headers.etag),
    lastModified: state(answer.headers['last-modified']),
  };
}

async function takeVehicles(poll: Poll, vehicles: readonly Decoded[]): Promise<void> {
  const { turn, startedAt: receivedAt } = poll;
  const speaking = vehicles.filter((one) => !isStale(one, receivedAt));
  const messages = speaking.flatMap((one) => feedMessage(one, { ...turn, receivedAt }) ?? []);
  poll.hear(vehicles.length - speaking.length);
  poll.leaveOut(speaking.length - messages.length);
  await poll.take(messages);
}

function isStale(decoded: Decoded, now: number): boolean {
  return decoded.kind === 'heartbeat' && (decoded.recordedAt === null || decoded.recordedAt < now - FRESH_MS);
}

function state(header: string | undefined): string | null {
  return header === undefined || header.length > LONGEST_STATE ? null : header;
}

function problem(text: string): PollResult {
  return { problem: text, wishMs: null, etag: null, lastModified: null };
}
