import { createPopulation, createFeed, createSite, httpSender } from '@trekker/simulator';
import { defineService, type Clock, type Service } from '@trekker/kit';

import type { DemoLogins } from './logins.ts';
import { seedDemo, type SeedOptions } from './seed.ts';

/** One seed for site and people, so that every demo is the same place. */
const SEED = 7;

export interface DemoOptions extends Pick<SeedOptions, 'dataDir' | 'tenancy'> {
  readonly logins: DemoLogins;
  readonly people: number;
  readonly intervalMs: number;
  readonly clock: Clock;
  /** Addresses, asked for when the demo starts. */
  readonly graphqlUrl: () => string;
  /** Scheme, host and port of the phone intake. */
  readonly intakeUrl: () => string;
}

/** The demo tenant and its simulated people, who report through the real intake. */
export function createDemo(options: DemoOptions): Service {
  const { people, intervalMs, clock, graphqlUrl, intakeUrl } = options;
  const site = createSite(SEED);
  const population = createPopulation(site, { seed: SEED, people });
  let feed: ReturnType<typeof createFeed> | undefined;
  return defineService({
    name: 'demo',
    async start() {
      const token = await seedDemo({ ...options, graphqlUrl: graphqlUrl(), site, population });
      const send = httpSender(`${intakeUrl()}/i/${token}/`);
      feed = createFeed({ population, send, clock, intervalMs });
      await feed.start();
    },
    stop: async () => feed?.stop(),
  });
}
