import {
  createLogTail,
  createSecret,
  memoryPubSub,
  openDatabase,
  silentLogger,
  trimTopic,
  type DatabaseAddress,
} from '@trekker/kit';

import { putEntriesBack } from '../src/actions/put-entries-back.ts';
import { POSITIONS_TOPIC } from '../src/events.ts';
import { TRIMMED_TYPES } from '../src/workers/keep-log.ts';

// A process that takes entries out of the log one at a time and puts back what is recalled, until it is killed.

/** Its one argument, as JSON: where the log lies. */
export interface PlaceOfLog {
  readonly address: DatabaseAddress;
  readonly secretText: string;
}

const { address, secretText } = JSON.parse(process.argv[2] ?? '{}') as PlaceOfLog;
const database = openDatabase({
  service: 'positions',
  address,
  secret: createSecret(secretText),
  log: silentLogger,
  tail: createLogTail(memoryPubSub()),
});
const { signal } = new AbortController();
const trimming = { database, topic: POSITIONS_TOPIC, types: TRIMMED_TYPES, signal, atOnce: 1 };
await database.start();
console.log('begun'); // oxlint-disable-line no-console -- tells the test that it began
for (;;) {
  await trimTopic({ ...trimming, before: Date.now() + 60_000 });
  await putEntriesBack(database, signal);
}
