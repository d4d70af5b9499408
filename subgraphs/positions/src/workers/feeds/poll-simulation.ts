import type { Decoded } from '@trekker/protocols';

import { feedMessage } from '../../domain/feeds/feed-message.ts';
import { walkerAt, type Simulation } from '../../domain/feeds/simulation.ts';
import type { Poll, PollResult } from './poll.ts';

/** What a made-up receiver says of its accuracy, metres. */
const ACCURACY_METERS = 5;

/** Tells where people are who do not exist, at the instant the poll began. */
export async function pollSimulation(poll: Poll, simulation: Simulation): Promise<PollResult> {
  const { turn, startedAt } = poll;
  const walkers = Array.from({ length: simulation.walkers }, (_, index) => index + 1);
  const fixes = walkers.map((walker) => fixOf(simulation, turn.feedId, { walker, at: startedAt }));
  await poll.take(fixes.flatMap((fix) => feedMessage(fix, { ...turn, receivedAt: startedAt }) ?? []));
  return { problem: null, wishMs: null, etag: null, lastModified: null };
}

function fixOf(simulation: Simulation, seed: string, { walker, at }: { walker: number; at: number }): Decoded {
  const { latitude, longitude, speedMetersPerSecond, headingDegrees } = walkerAt(simulation, seed, { walker, at });
  return {
    kind: 'fix',
    fix: {
      identifier: String(walker),
      recordedAt: at,
      latitude,
      longitude,
      accuracyMeters: ACCURACY_METERS,
      speedMetersPerSecond,
      ...(headingDegrees !== null && { headingDegrees }),
      attributes: { simulated: true },
    },
  };
}
