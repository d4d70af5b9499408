import assert from 'node:assert/strict';

import { createLogger } from '@trekker/kit';

import { eachSection } from '../src/db/history.ts';
import type { MessageOutcome } from '../src/workers/message-counts.ts';
import type { TestPositions } from './positions.ts';

/** What became of messages, by outcome; absent is none. */
export type Account = Partial<Record<MessageOutcome, number>>;

/** What the service counted of messages so far, of ways whose names begin so. */
export function accountOf(site: TestPositions, way: string): Account {
  const account: Account = {};
  for (const { labels, value } of readingsOf(site, 'messages_total')) {
    if (!labels['transport']?.startsWith(way) || !value) continue;
    const outcome = labels['outcome'] as MessageOutcome; // the measure has these alone
    account[outcome] = (account[outcome] ?? 0) + value;
  }
  return account;
}

/** What a measure counted so far, in all. */
export function totalOf(site: TestPositions, name: string, labels: Readonly<Record<string, string>> = {}): number {
  return readingsOf(site, name)
    .filter((one) => Object.entries(labels).every(([label, value]) => one.labels[label] === value))
    .reduce((sum, { value }) => sum + value, 0);
}

function readingsOf(site: TestPositions, name: string) {
  const measure = site.positions.measures.find((one) => one.name === `trekker_positions_${name}`);
  assert.ok(measure, `nothing is measured as ${name}`);
  return measure.read();
}

/** All messages of an account. */
export function sumOf(account: Account): number {
  return Object.values(account).reduce((sum, count) => sum + count, 0);
}

/** A tenant with its tracker, whose messages come in one way alone. */
export interface Accounted {
  readonly way: string;
  readonly tenantId: string;
  readonly trackerId: string;
}

/** Asserts that so many messages were received in some way, and that each lies where the account says. */
export async function assertAccount(site: TestPositions, whose: Accounted, sent: number): Promise<Account> {
  const account = accountOf(site, whose.way);
  assert.deepEqual(
    { sent: sumOf(account), stored: account.accepted ?? 0, quarantined: account.quarantined ?? 0 },
    { sent, ...(await onDisk(site, whose)) },
    JSON.stringify(account),
  );
  assert.equal(account.unavailable ?? 0, 0);
  return account;
}

/** What lies on disk of a tenant with one tracker; each of its positions is read, also those that are packed already. */
export async function onDisk(site: TestPositions, { tenantId, trackerId }: Omit<Accounted, 'way'>) {
  const { result } = await site.writer.withTenant(
    tenantId,
    async (tx) => {
      let stored = 0;
      for await (const { path, row } of eachSection(tx, { trackerId, from: 0, to: Date.UTC(9999, 0, 1) }))
        for (let index = 0; index < path.count; index += 1) if (row(index)) stored += 1;
      const [row] = await tx.sql<{ n: number }[]>`select count(*)::int as n from positions.quarantine`;
      return { stored, quarantined: row?.n ?? 0 };
    },
    { mode: 'snapshot' },
  );
  return result;
}

/** A log for a service that should have nothing to complain of, with its lines. */
export function complaints() {
  const lines: string[] = [];
  return { lines, log: createLogger('error', { write: (line: string) => void lines.push(line) }) };
}

/** Asserts that everything in the log was derived from, that a good message is served, and that nothing went wrong. */
export async function assertWell(site: TestPositions, lines: readonly string[]): Promise<void> {
  assert.ok(await site.positions.caughtUp(30_000), 'every projection reads on to the end of the log');
  assert.deepEqual(lines, []);
  const { door, tracker } = await site.tenant();
  await tracker('good');
  const at = Math.floor(Date.now() / 1_000);
  assert.equal((await fetch(`${door}/?id=good&lat=1&lon=1&timestamp=${at}`)).status, 200);
  assert.ok(await site.positions.caughtUp(5_000));
}
