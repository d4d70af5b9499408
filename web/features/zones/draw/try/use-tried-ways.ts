import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { TRIED_WAY } from '../draw.graphql.ts';
import type { TriedWays, WayPoint } from './tried-features.ts';
import type { TriedVisit } from './tried-visits.ts';

const NONE: TriedWays = new Map();

/** Where each visit was, as it comes in; of one whose positions the viewer may not see, nothing. @param until end of the trial, RFC 3339. */
export function useTriedWays(visits: readonly TriedVisit[], until: string): TriedWays {
  const client = useClient();
  const [ways, setWays] = useState(NONE);
  useEffect(() => {
    let gone = false;
    setWays(NONE);
    async function load(): Promise<void> {
      const found = new Map<string, readonly WayPoint[]>();
      // One after the other: what is listed first is drawn first, and nobody else waits for these.
      for (const { key, trackerId, from, to } of visits) {
        const variables = { trackerIds: [trackerId], from, to: to ?? until };
        const { data } = await client.query(TRIED_WAY, variables).toPromise();
        if (gone) return;
        found.set(key, data?.tracks[0]?.points ?? []);
        setWays(new Map(found));
      }
    }
    void load();
    return () => {
      gone = true;
    };
  }, [client, visits, until]);
  return ways;
}
