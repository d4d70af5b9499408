import { useEffect, useMemo } from 'react';
import { useQuery } from 'urql';
import type { MusterLocatedFragment } from '../../__generated__/graphql.ts';
import { MUSTER_POSITIONS } from './documents.graphql.ts';

const PAUSE_MS = 20_000;

/**
 * Where the first 500 missing are located, by person, asked for again and again while a muster goes on: people move without
 * an event of the muster. Of others the list says where they were when they last changed.
 */
export function useLastPositions(musterId: string, goesOn: boolean): ReadonlyMap<string, MusterLocatedFragment> {
  const [{ data }, ask] = useQuery({ query: MUSTER_POSITIONS, variables: { musterId }, pause: !goesOn });
  useEffect(() => {
    if (!goesOn) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), PAUSE_MS);
    return () => clearInterval(timer);
  }, [ask, goesOn]);
  return useMemo(() => {
    const nodes = data?.muster?.people.nodes ?? [];
    return new Map(
      nodes.flatMap(({ person, lastPosition }) => (lastPosition ? [[person.id, lastPosition] as const] : [])),
    );
  }, [data]);
}
