import { useEffect, useState } from 'react';
import { useClient, type Client } from 'urql';
import { useLive } from '../../live/live-provider.tsx';
import { useThrottled } from '../../live/use-throttled.ts';
import type { Occupant } from './companies.ts';
import { OCCUPANTS } from './documents.graphql.ts';

/** Everybody who is in a zone, or why nobody is known. */
export interface Occupants {
  /** Null while unknown. */
  readonly people: readonly Occupant[] | null;
  /** Since when they are no longer current, Unix milliseconds, or null. */
  readonly staleSince: number | null;
  readonly failed: boolean;
}

interface Answer {
  readonly people: readonly Occupant[] | null;
  readonly at: number;
  readonly failed: boolean;
}

// Counts may change four times a second; a list of names is looked at, not watched.
const LOOK_AGAIN_MS = 2_000;
// A service that stopped says so only when it is asked.
const LOOK_ANYWAY_MS = 15_000;
const NOTHING: Answer = { people: null, at: 0, failed: false };

/** Everybody in any zone now. @param version of the headcounts; it growing means that others may be inside. */
export function useOccupants(version: number): Occupants {
  const client = useClient();
  const { clock } = useLive();
  const wanted = useThrottled(version, LOOK_AGAIN_MS);
  const [answer, setAnswer] = useState(NOTHING);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    const load = async () => {
      const people = await everybody(client);
      if (gone) return;
      setAnswer((before) => (people ? { people, at: clock.now(), failed: false } : { ...before, failed: true }));
    };
    void load();
    const timer = setTimeout(() => setRound(round + 1), LOOK_ANYWAY_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [client, clock, wanted, round]);
  const { people, at, failed } = answer;
  return { people, staleSince: failed && people ? at : null, failed: failed && !people };
}

/** All pages, or null when one of them is not answered. */
async function everybody(client: Client): Promise<Occupant[] | null> {
  const people: Occupant[] = [];
  let after: string | null = null;
  do {
    // One page after the other: each begins where the one before ended.
    // eslint-disable-next-line no-await-in-loop
    const answer: Page = await client.query(OCCUPANTS, { after }, { requestPolicy: 'network-only' }).toPromise();
    const page = answer.data?.occupancy.total.people;
    if (!page || answer.error) return null;
    people.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return people;
}

interface Page {
  readonly error?: unknown;
  readonly data?: {
    readonly occupancy: {
      readonly total: {
        readonly people: {
          readonly nodes: readonly Occupant[];
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
        };
      };
    };
  };
}
