import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useClient } from 'urql';
import type { MovementVisitFragment } from '../../__generated__/graphql.ts';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { useLive, useStaleSince } from '../../live/live-provider.tsx';
import { RECENT_VISITS, VISITS_CHANGED } from './documents.graphql.ts';
import { movementsOf, type Movement } from './movements.ts';
import { minuteOf, recentWindow } from './recent-window.ts';

/** The latest movements, or why there are none. */
export interface Movements {
  /** Latest first, or null while unknown. */
  readonly movements: readonly Movement[] | null;
  readonly staleSince: number | null;
  readonly failed: boolean;
  readonly reload: () => void;
}

const MOST = 40;
// Changes are gathered for so long before they are shown: a shift passes the gate by the dozen.
const GATHER_MS = 500;

/** Who entered and left where during the last hour; changes by itself. */
export function useMovements(): Movements {
  const { since, from } = recentWindow(useMinute());
  const { data, staleSince, failed, reload } = useLastingQuery({ query: RECENT_VISITS, variables: { from } });
  const changed = useChangedVisits();
  const streamStaleSince = useStaleSince('visits');
  const past = data?.visits.nodes;
  const movements = useMemo(() => {
    if (!past) return null;
    // What was streamed is newer than what was asked for.
    const visits = new Map(past.map((visit) => [visit.id, visit]));
    for (const [id, visit] of changed) visits.set(id, visit);
    return movementsOf(visits.values(), { since, most: MOST });
  }, [past, changed, since]);
  return { movements, staleSince: streamStaleSince ?? staleSince, failed, reload };
}

/** The present minute by the server's clock, Unix milliseconds; renewed when the next one begins. */
function useMinute(): number {
  const { ticker, clock } = useLive();
  const minute = () => minuteOf(clock.now());
  return useSyncExternalStore(ticker.subscribe, minute, minute);
}

const NONE: ReadonlyMap<string, MovementVisitFragment> = new Map();

/** The visits that changed since the view is shown, each as it is now. */
function useChangedVisits(): ReadonlyMap<string, MovementVisitFragment> {
  const client = useClient();
  const [visits, setVisits] = useState(NONE);
  useEffect(() => {
    let gathered = new Map<string, MovementVisitFragment>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer = undefined;
      const news = gathered;
      gathered = new Map();
      setVisits((shown) => newest(shown, news));
    };
    const subscription = client.subscription(VISITS_CHANGED, {}).subscribe(({ data }) => {
      if (!data?.visitChanged) return;
      gathered.set(data.visitChanged.visit.id, data.visitChanged.visit);
      timer ??= setTimeout(show, GATHER_MS);
    });
    return () => {
      subscription.unsubscribe();
      clearTimeout(timer);
    };
  }, [client]);
  return visits;
}

/** Both together, as many as can be shown: those that changed last. */
function newest(
  shown: ReadonlyMap<string, MovementVisitFragment>,
  news: ReadonlyMap<string, MovementVisitFragment>,
): ReadonlyMap<string, MovementVisitFragment> {
  const rest = [...shown].filter(([id]) => !news.has(id));
  return new Map([...rest, ...news].slice(-MOST * 4));
}
