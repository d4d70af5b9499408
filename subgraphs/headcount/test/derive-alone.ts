import {
  createLogTail,
  MAIN_PLACEMENT,
  memoryPubSub,
  readConfig,
  silentLogger,
  systemClock,
  type DatabaseAddress,
} from '@trekker/kit';

import { createHeadcount, headcountOptions } from '../src/index.ts';

/** What the test that starts this process hands over. */
export interface Alone {
  readonly address: DatabaseAddress;
  /** Secret of the service's database role, base64. */
  readonly databaseSecret: string;
}

// A process of its own that derives until it is killed.
const { address, databaseSecret } = JSON.parse(process.argv[2] ?? '') as Alone;
const headcount = createHeadcount(readConfig(headcountOptions, {}), {
  placement: { name: MAIN_PLACEMENT, address },
  secret: { derive: () => Buffer.from(databaseSecret, 'base64') },
  tail: createLogTail(memoryPubSub()),
  clock: systemClock,
  log: silentLogger,
});
await headcount.start();
