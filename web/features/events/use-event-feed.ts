import { useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import { useLinkStatus } from '../../live/live-provider.tsx';
import { useMay } from '../../live/viewer-provider.tsx';
import { askEvents, followEvents } from './ask-events.ts';
import { wantsGeofenceEvents, wantsLimitEvents, type EventFilter } from './event-filter.ts';
import {
  NO_EVENTS,
  sourcesBehind,
  withNewest,
  withPage,
  withTold,
  withWaitingShown,
  type EventList,
  type EventSource,
  type FedEvent,
} from './event-list.ts';

/** The feed of a filter. */
export interface EventFeed {
  readonly list: EventList;
  readonly state: 'loading' | 'failed' | 'ready';
  /** Whether older events are on their way. */
  readonly reading: boolean;
  readonly showWaiting: () => void;
  readonly readOlder: () => void;
  /** Begins anew after a failure. */
  readonly reload: () => void;
}

/** What happened and happens, the latest first. @param filter must stay the same object while it says the same. */
export function useEventFeed(filter: EventFilter): EventFeed {
  const { sources, ask, follow } = useQuestions(filter);
  const isLive = useLinkStatus().kind === 'live';
  const [list, setList] = useState(NO_EVENTS);
  const [state, setState] = useState<EventFeed['state']>('loading');
  const [reading, setReading] = useState(false);
  const [turn, setTurn] = useState(0);
  const wasAway = useRef(false);

  useEffect(() => {
    let over = false;
    setList(NO_EVENTS);
    setState('loading');
    const stops = follow((event) => setList((before) => withTold(before, event)));
    async function begin() {
      const pages = await Promise.all(sources.map((source) => ask(source)));
      if (over) return;
      const whole = pages.every((page) => page !== null);
      if (whole) setList((before) => pages.reduce(withPage, before));
      setState(whole ? 'ready' : 'failed');
    }
    void begin();
    return () => {
      over = true;
      for (const stop of stops) stop();
    };
  }, [sources, ask, follow, turn]);

  // The streams go on behind what they told last; only where that was trimmed meanwhile they begin anew, with a gap.
  useEffect(() => {
    if (!isLive) {
      wasAway.current ||= state === 'ready';
      return;
    }
    if (!wasAway.current || filter.to !== null) return;
    wasAway.current = false;
    async function catchUp(source: EventSource) {
      const page = await ask(source);
      if (page) setList((before) => withNewest(before, page.events));
    }
    for (const source of sources) void catchUp(source);
  }, [isLive, state, ask, filter, sources]);

  async function readOlder() {
    setReading(true);
    const asked = sourcesBehind(list).map((source) => ask(source, list.read.get(source)?.next));
    const pages = await Promise.all(asked);
    setReading(false);
    setList((before) => pages.reduce((known, page) => (page ? withPage(known, page) : known), before));
  }

  return {
    list,
    state,
    reading,
    showWaiting: () => setList(withWaitingShown),
    readOlder: () => void readOlder(),
    reload: () => setTurn(turn + 1),
  };
}

/** What is asked of the sources that a filter wants and the viewer may read. */
function useQuestions(filter: EventFilter) {
  const client = useClient();
  const sources = useSources(filter);
  const told = useMay('notifications:read');
  return useMemo(
    () => ({
      sources,
      ask: (source: EventSource, after: string | null = null) => askEvents(client, { source, filter, told, after }),
      /** Nothing new is told of a time of the past. */
      follow: (onTold: (event: FedEvent) => void) =>
        filter.to === null ? sources.map((source) => followEvents(client, { source, filter, told, onTold })) : [],
    }),
    [client, filter, told, sources],
  );
}

function useSources(filter: EventFilter): readonly EventSource[] {
  const mayGeofence = useMay('visits:read');
  const mayLimit = useMay('headcount:read');
  return useMemo(() => {
    const sources: EventSource[] = [];
    if (mayGeofence && wantsGeofenceEvents(filter)) sources.push('geofence');
    if (mayLimit && wantsLimitEvents(filter)) sources.push('limit');
    return sources;
  }, [filter, mayGeofence, mayLimit]);
}
