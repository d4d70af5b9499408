import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import type { LineVisitsQuery } from '../../__generated__/graphql.ts';
import { LINE_VISITS } from './documents.graphql.ts';
import type { Line } from './person-week-page.tsx';
import { useNewest } from './use-newest.ts';
import { visitsOfLine } from './visits-of-line.ts';

/** A visit with what decided it. */
export type DecidedVisit = LineVisitsQuery['visits']['nodes'][number];

/** What is known of the visits of a line. */
export interface LineVisits {
  /** By the id of the visit; null until known. */
  readonly decided: ReadonlyMap<string, DecidedVisit> | null;
  /** Whether the newest question failed. */
  readonly failed: boolean;
  readonly reload: () => void;
}

/** What decided the visits of a tracker that are behind a line. @param visits at least one. */
export function useLineVisits(trackerId: string, visits: Line['visits'], line: Line): LineVisits {
  const client = useClient();
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<{ about: string; found: LineVisits['decided'] } | null>(null);
  const ids = visits.map(({ visit }) => visit.id).join(' ');
  const from = Math.min(...visits.map((visit) => Date.parse(visit.from)));
  const to = Math.max(from + 1, ...visits.map((visit) => Date.parse(visit.to ?? line.to)));
  const about = `${trackerId} ${from} ${to} ${ids} ${attempt}`;
  useEffect(() => {
    let gone = false;
    const span = { trackerId, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    const load = async () => {
      const found = await visitsOfLine(new Set(ids.split(' ')), async (after) => {
        if (gone) return null;
        const { data, error } = await client.query(LINE_VISITS, { ...span, after }, { requestPolicy: 'network-only' });
        return error ? null : (data?.visits ?? null);
      });
      if (!gone) setAnswer({ about, found });
    };
    void load();
    return () => {
      gone = true;
    };
  }, [client, trackerId, from, to, ids, about]);
  return {
    decided: useNewest(answer?.found ?? null),
    failed: answer?.about === about && answer.found === null,
    reload: () => setAttempt(attempt + 1),
  };
}
