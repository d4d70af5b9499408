import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import type { CarriedAnswer } from '../../records/history/use-carried.ts';
import type { ShownSpan } from '../../records/use-day-span.ts';
import { cutVisits, latestFirst, type CarriedVisit } from '../../records/visits/cut-visits.ts';
import type { VisitsOfSpan } from '../../records/visits/visits-section.tsx';
import { TRACKER_VISITS } from '../../records/visits/visits.graphql.ts';

/** What was found of a span. */
interface Found {
  readonly about: string;
  /** Null where they could not be loaded. */
  readonly visits: readonly CarriedVisit[] | null;
  readonly more: boolean;
}

/** The visits of a span of all trackers that were on an asset, as long as they were on it. */
export function useAssetVisits(
  { page, loading, reload }: CarriedAnswer,
  { span: { from, to }, version }: { readonly span: ShownSpan; readonly version: number },
): VisitsOfSpan<CarriedVisit> {
  const client = useClient();
  const [found, setFound] = useState<Found | null>(null);
  const [attempt, setAttempt] = useState(0);
  const about = page && `${from} ${to} ${page.nodes.map(({ id }) => id).join(' ')}`;
  useEffect(() => {
    if (!page || about === null) return undefined;
    let gone = false;
    const times = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    const load = async () => {
      const answers = await Promise.all(
        page.nodes.map(async (carried) => {
          const variables = { trackerId: carried.tracker.id, ...times };
          const { data } = await client.query(TRACKER_VISITS, variables, { requestPolicy: 'network-only' });
          return data && { more: data.visits.pageInfo.hasNextPage, cut: cutVisits(data.visits.nodes, carried) };
        }),
      );
      if (gone) return;
      const told = answers.filter((answer) => answer !== undefined);
      const whole = told.length === answers.length;
      const more = told.some((answer) => answer.more);
      setFound({ about, visits: whole ? latestFirst(told.flatMap(({ cut }) => cut)) : null, more });
    };
    void load();
    return () => {
      gone = true;
    };
    // Another page of the same assignments changes nothing.
  }, [client, about, from, to, version, attempt]);
  const current = found?.about === about ? found : null;
  return {
    visits: current?.visits ?? null,
    more: current?.more ?? false,
    loading: page ? current === null : loading,
    failed: true,
    reload: page ? () => setAttempt(attempt + 1) : reload,
  };
}
