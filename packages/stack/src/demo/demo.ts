import { join } from 'node:path';

import { defineService, type Clock, type Logger, type Service } from '@trekker/kit';
import {
  type Feed,
  type Mover,
  type Send,
  WHOLE_SITE,
  batchSender,
  createFeed,
  createPopulation,
  createSite,
  osmAndSender,
  ownTracksSender,
} from '@trekker/simulator';

import { catchUp } from './catch-up.ts';
import type { DemoLogins } from './logins.ts';
import { openProgressFile, type ProgressFile } from './progress-file.ts';
import { seedDemo, type SeedOptions } from './seed.ts';
import { workingDaysBefore } from './working-days.ts';

/** One seed for site and people, so that every demo is the same place. */
const SEED = 7;

/** Whoever is hired beyond has no past. */
const MOST_WITH_PAST = 40;

export interface DemoOptions extends Pick<SeedOptions, 'dataDir' | 'tenancy'> {
  readonly logins: DemoLogins;
  readonly people: number;
  readonly vehicles: number;
  readonly intervalMs: number;
  /** For how many working days before today trackers upload what they recorded. */
  readonly pastDays: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** Addresses, asked for when the demo starts. */
  readonly graphqlUrl: () => string;
  /** Scheme, host and port of the phone intake. */
  readonly intakeUrl: () => string;
}

/**
 * The demo tenant, whose people and vehicles report through the real intake. Once the service has started, trackers first
 * upload what they recorded before, one after the other, and from then on report as they move.
 */
export function createDemo(options: DemoOptions): Service {
  const { people, vehicles, pastDays, clock, graphqlUrl } = options;
  const site = createSite(SEED);
  const population = createPopulation(site, { seed: SEED, people, vehicles });
  const movers = [...population.people, ...population.vehicles];
  const switchedOff = new AbortController();
  let stopReporting = async () => {};
  return defineService({
    name: 'demo',
    async start() {
      const sinceMs = workingDaysBefore(site.timeZone, clock.now(), pastDays);
      const token = await seedDemo({ ...options, graphqlUrl: graphqlUrl(), site, movers, sinceMs });
      const progress = await openProgressFile(join(options.dataDir, 'demo-progress.json'));
      stopReporting = startReporting({ ...options, token, movers, sinceMs, progress, signal: switchedOff.signal });
    },
    async stop() {
      switchedOff.abort();
      await stopReporting();
    },
  });
}

interface Reporting extends Pick<DemoOptions, 'intakeUrl' | 'intervalMs' | 'pastDays' | 'clock' | 'log'> {
  readonly token: string;
  readonly movers: readonly Mover[];
  readonly sinceMs: number;
  readonly progress: ProgressFile;
  readonly signal: AbortSignal;
}

/** Switches everybody on; gives back how to wait for the end once the signal aborted. */
function startReporting(reporting: Reporting): () => Promise<void> {
  const { intakeUrl, token, intervalMs, movers, progress, clock, signal, pastDays } = reporting;
  const doorUrl = `${intakeUrl()}/i/${token}/`;
  const withPast =
    pastDays === 0 ? [] : [...withKind(movers, 'person').slice(0, MOST_WITH_PAST), ...withKind(movers, 'vehicle')];
  const feed: Feed = createFeed({
    movers: movers.filter((mover) => !withPast.includes(mover)),
    senderOf: (mover) => appOf(mover, doorUrl),
    clock,
    intervalMs,
    signal,
    onAccepted: ({ identifier, recordedAt }) => progress.note(identifier, recordedAt),
  });
  const started = feed.start();
  const send = batchSender(doorUrl);
  const caughtUp = catchUp({ ...reporting, movers: withPast, send, onCaughtUp: (mover) => feed.switchOn(mover) });
  return async () => {
    await Promise.all([started, caughtUp]);
    await feed.stop();
    await progress.close();
  };
}

function withKind(movers: readonly Mover[], kind: Mover['kind']): Mover[] {
  return movers.filter((mover) => mover.kind === kind);
}

/** A third have OwnTracks, which knows the main gate and the terminal; the others Traccar Client. */
function appOf({ protocol, site }: Mover, doorUrl: string): Send {
  if (protocol === 'osmand') return osmAndSender(doorUrl);
  return ownTracksSender({ doorUrl, site, regions: [WHOLE_SITE, 'main-gate'] });
}
