import {
  createLogTail,
  createSecret,
  MAIN_PLACEMENT,
  memoryPubSub,
  readConfig,
  silentLogger,
  type DatabaseAddress,
} from '@trekker/kit';

import { createPositions, positionsOptions } from '../src/index.ts';
import { LOOPBACK } from './feed-site.ts';

// A process that takes in and asks feeds until it is killed.

/** Its one argument, as JSON: where positions lie, and how far its clock is ahead of the machine's. */
export interface PlaceOfFeeds {
  readonly address: DatabaseAddress;
  readonly secretText: string;
  readonly aheadMs: number;
}

const { address, secretText, aheadMs } = JSON.parse(process.argv[2] ?? '{}') as PlaceOfFeeds;
const config = readConfig(positionsOptions, {
  ...LOOPBACK,
  TREKKER_POSITIONS_PHONE_PORT: '0',
  TREKKER_POSITIONS_DEVICES: 'false',
  TREKKER_POSITIONS_MQTT_PORT: 'off',
  TREKKER_POSITIONS_ROLE: 'intake',
});
const secret = createSecret(secretText);
const positions = createPositions(config, {
  placement: { name: MAIN_PLACEMENT, address },
  secret,
  tail: createLogTail(memoryPubSub()),
  clock: { now: () => Date.now() + aheadMs },
  log: silentLogger,
});
await positions.start();
