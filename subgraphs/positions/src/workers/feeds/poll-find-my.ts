import { inTurns, type Database } from '@trekker/kit';
import { fetchReports, openReport, type Decoded, type EncryptedReport, type ReportFetcher } from '@trekker/protocols';

import { allFindMyKeys, type KeptFindMyKey } from '../../db/find-my-keys.ts';
import { DAY_MS } from '../../domain/day.ts';
import { feedMessage } from '../../domain/feeds/feed-message.ts';
import { openFindMyKey } from '../../domain/feeds/find-my-secret.ts';
import type { ReceivedMessage } from '../../domain/received-message.ts';
import type { FeedRules } from './feed-rules.ts';
import type { Poll, PollResult } from './poll.ts';

/** What asking for reports needs. */
export interface AskingForReports {
  readonly database: Database;
  readonly rules: FeedRules;
  /** Null: nobody is named. */
  readonly fetcher: ReportFetcher | null;
}

/** For how long reports are kept where they come from. */
const KEPT_MS = 7 * DAY_MS;
/** Reports are handed in late: this far before the last poll is asked again, and what is known falls out. */
const OVERLAP_MS = DAY_MS;

/**
 * Asks for reports about all trackers of the tenant that have keys, opens them and takes them in; what does not open is
 * refused. Keys that were set since the last poll that worked are asked about for as long as reports are kept.
 */
export async function pollFindMy(poll: Poll, { database, rules, fetcher }: AskingForReports): Promise<PollResult> {
  if (fetcher === null) return ended('the installation has nobody to ask for reports of Find My', null);
  const { turn, startedAt, signal } = poll;
  const { result: keys } = await database.withTenant(turn.tenantId, allFindMyKeys, { mode: 'snapshot' });
  const byHash = new Map(keys.map((kept) => [kept.hashedKey, kept]));
  const { lastSuccessAt: last } = turn;
  const isOld = ({ setAt }: KeptFindMyKey) => last !== null && setAt < last - OVERLAP_MS;
  const oldest = startedAt - KEPT_MS;
  const queries = [
    { keys: keys.filter(isOld), since: Math.max(oldest, (last ?? 0) - OVERLAP_MS) },
    { keys: keys.filter((kept) => !isOld(kept)), since: oldest },
  ];
  for (const { keys: asked, since } of queries) {
    const hashedKeys = asked.map(({ hashedKey }) => hashedKey);
    for await (const page of fetchReports(fetcher, { hashedKeys, since, signal })) {
      if (page.kind === 'failure') return ended(`${fetcher.name}: ${page.message}`, page.retryAfterMs);
      const messages = await inTurns(openAll(page.reports, { poll, byHash, key: rules.key }));
      poll.leaveOut(page.reports.length - messages.length);
      await poll.take(messages);
    }
  }
  return ended(null, null);
}

function* openAll(
  reports: readonly EncryptedReport[],
  { poll, byHash, key }: { poll: Poll; byHash: ReadonlyMap<string, KeptFindMyKey>; key: Buffer },
): Generator<void, ReceivedMessage[]> {
  const { turn, startedAt: receivedAt } = poll;
  const messages: ReceivedMessage[] = [];
  for (const report of reports) {
    const kept = byHash.get(report.hashedKey);
    const opened = kept && openKept(report, kept, { key, tenantId: turn.tenantId });
    const message = opened && feedMessage(opened, { ...turn, receivedAt }, textOf(report));
    if (message) messages.push(message);
    yield;
  }
  return messages;
}

function openKept(
  { payload }: EncryptedReport,
  { identifier, sealed, ...owner }: KeptFindMyKey,
  { key, tenantId }: { key: Buffer; tenantId: string },
): Decoded {
  const privateKey = openFindMyKey(sealed, key, { ...owner, tenantId });
  if (privateKey !== null) return openReport({ payload, key: { privateKey }, identifier });
  const expected = 'a key that was kept under the secret of this installation; set it again';
  return { kind: 'malformed', identifier, problem: { field: 'key', value: owner.hashedKey, expected } };
}

/** A report as it came, for whoever looks into quarantine. */
function textOf({ hashedKey, payload, publishedAt }: EncryptedReport): string {
  return JSON.stringify({
    id: hashedKey,
    payload: Buffer.from(payload).toString('base64'),
    datePublished: publishedAt,
  });
}

function ended(problem: string | null, wishMs: number | null): PollResult {
  return { problem, wishMs, etag: null, lastModified: null };
}
