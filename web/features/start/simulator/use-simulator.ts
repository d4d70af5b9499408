import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useClient } from 'urql';
import { useLastingQuery } from '../../../graphql/use-lasting-query.ts';
import { zoneGeometry, type MapZone } from '../../../map/features/zone-features.ts';
import type { Refusal } from '../../../ui/use-form.ts';
import { ADD_WALKER, END_SIMULATION, SIMULATIONS, START_SIMULATION, WALKED_ZONES } from './simulator.graphql.ts';
import { largestFirst, walkedArea } from './walked-area.ts';

/** How many people are made up. */
export const WALKERS = 8;
/** They keep their names, so that switching it on again adds nobody. */
const PREFIX = 'simulated-';
const INTERVAL_SECONDS = 5;
const LOOK_AGAIN_MS = 5_000;

/** A simulation that goes on. */
export interface Simulation {
  readonly id: string;
  readonly walkers: number;
  readonly intervalSeconds: number;
}

/** People who do not exist, to be switched on and off. */
export interface Simulator {
  /** What goes on, or null; undefined while it is not known. */
  readonly running: Simulation | null | undefined;
  /** Where they can walk, the largest first; undefined while it is not known. */
  readonly zones: readonly MapZone[] | undefined;
  readonly failed: boolean;
  /** Adds them and lets them walk about a zone. */
  readonly switchOn: (zoneId: string) => Promise<Refusal>;
  readonly switchOff: (simulationId: string) => Promise<Refusal>;
}

/** Asked while somebody looks at it. */
export function useSimulator(): Simulator {
  const t = useTranslations('start.simulator');
  const client = useClient();
  const feeds = useLastingQuery({ query: SIMULATIONS, requestPolicy: 'cache-and-network' }, { everyMs: LOOK_AGAIN_MS });
  const walked = useLastingQuery({ query: WALKED_ZONES, requestPolicy: 'cache-and-network' });
  // One key for each time it is switched on: sent again, it is the same simulation.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const feed = feeds.data?.positionFeeds.nodes.find(({ kind, enabled }) => kind === 'SIMULATION' && enabled);
  const zones = walked.data?.geofences.nodes.flatMap(({ version, ...zone }): MapZone[] => {
    const geometry = zoneGeometry(version);
    return geometry ? [{ ...zone, geometry }] : [];
  });

  async function addWalker(number: number): Promise<Refusal> {
    const name = t('walker', { number });
    const input = { name, identifier: `${PREFIX}${number}`, newPersonName: name };
    const payload = (await client.mutation(ADD_WALKER, { input }).toPromise()).data?.addTracker;
    if (payload?.tracker || payload?.userErrors.some(({ code }) => code === 'IDENTIFIER_TAKEN')) return null;
    return payload?.userErrors;
  }

  async function switchOn(zoneId: string): Promise<Refusal> {
    const zone = zones?.find(({ id }) => id === zoneId);
    const area = zone && walkedArea(zone);
    if (!area) return undefined;
    for (let number = 1; number <= WALKERS; number += 1) {
      const refusal = await addWalker(number);
      if (refusal !== null) return refusal;
    }
    const input = {
      kind: 'SIMULATION' as const,
      name: t('feedName'),
      identifierPrefix: PREFIX,
      intervalSeconds: INTERVAL_SECONDS,
      simulation: { ...area, walkers: WALKERS },
      idempotencyKey: key,
    };
    const payload = (await client.mutation(START_SIMULATION, { input }).toPromise()).data?.createPositionFeed;
    if (!payload?.feed) return payload?.userErrors;
    setKey(crypto.randomUUID());
    feeds.reload();
    return null;
  }

  async function switchOff(feedId: string): Promise<Refusal> {
    const answer = await client.mutation(END_SIMULATION, { input: { feedId } }).toPromise();
    const payload = answer.data?.deletePositionFeed;
    if (!payload?.feedId) return payload?.userErrors;
    feeds.reload();
    return null;
  }

  return {
    running: feeds.data && (feed ? runningOf(feed) : null),
    zones: zones && largestFirst(zones),
    failed: feeds.failed || walked.failed,
    switchOn,
    switchOff,
  };
}

function runningOf({
  id,
  intervalSeconds,
  simulation,
}: {
  readonly id: string;
  readonly intervalSeconds: number;
  readonly simulation?: { readonly walkers: number } | null;
}): Simulation {
  return { id, intervalSeconds, walkers: simulation?.walkers ?? 0 };
}
