import {
  createLogTail,
  createSecret,
  memoryPubSub,
  openDatabase,
  silentLogger,
  type DatabaseAddress,
} from '@trekker/kit';

import { forgetPositions } from '../src/actions/forget-positions.ts';

// A process that deletes what tenants no longer keep, a day at a time, until it is killed.

/** Its one argument, as JSON: where positions lie, and how far its clock is ahead of the machine's. */
export interface PlaceOfPositions {
  readonly address: DatabaseAddress;
  readonly secretText: string;
  readonly aheadMs: number;
}

const { address, secretText, aheadMs } = JSON.parse(process.argv[2] ?? '{}') as PlaceOfPositions;
const database = openDatabase({
  service: 'positions',
  address,
  secret: createSecret(secretText),
  log: silentLogger,
  tail: createLogTail(memoryPubSub()),
});
// oxlint-disable-next-line no-console -- tells the test how far it is
const run = { progress: async () => console.log('a step'), signal: new AbortController().signal };
const clock = { now: () => Date.now() + aheadMs };
for (;;) await forgetPositions({ database, clock, daysAtOnce: 1 }, run);
