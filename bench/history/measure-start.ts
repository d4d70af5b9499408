import { MAIN_PLACEMENT, readConfig, silentLogger, systemClock } from '@trekker/kit';
import { createPositions, positionsOptions } from '@trekker/positions';
import type { TestHistory } from '@trekker/positions/testing';

import { rounded, timed } from './timing.ts';

const ROUNDS = 5;

/** The least time in milliseconds that the service takes until it listens, on a database with whatever history it has. */
export async function measureStart({ postgres }: TestHistory): Promise<number> {
  const config = readConfig(positionsOptions, {
    TREKKER_POSITIONS_PHONE_PORT: '0',
    TREKKER_POSITIONS_DEVICES: 'false',
    TREKKER_POSITIONS_MQTT_PORT: 'off',
  });
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const placement = { name: MAIN_PLACEMENT, address: postgres.address };
    const { secret, tail } = postgres;
    const positions = createPositions(config, { placement, secret, tail, clock: systemClock, log: silentLogger });
    const { ms } = await timed(() => positions.start());
    await positions.stop();
    least = Math.min(least, ms);
  }
  return rounded(least);
}
