import {
  createLogTail,
  createSecret,
  memoryPubSub,
  openDatabase,
  silentLogger,
  systemClock,
  type DatabaseAddress,
} from '@trekker/kit';

import { packClosedDays } from '../src/actions/pack-closed-days.ts';

// A process that packs whatever is closed, again and again, until it is killed.

/** Its one argument, as JSON: where the history lies. */
export interface PlaceOfHistory {
  readonly address: DatabaseAddress;
  readonly secretText: string;
}

const { address, secretText } = JSON.parse(process.argv[2] ?? '{}') as PlaceOfHistory;
const database = openDatabase({
  service: 'positions',
  address,
  secret: createSecret(secretText),
  log: silentLogger,
  tail: createLogTail(memoryPubSub()),
});
const run = { progress: async () => {}, signal: new AbortController().signal };
console.log('packing'); // oxlint-disable-line no-console -- tells the test that it began
for (;;) await packClosedDays({ database, afterDays: 3, clock: systemClock, log: silentLogger, graceMs: 0 }, run);
