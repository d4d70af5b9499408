import { useMemo } from 'react';
import { useLastingQuery } from '../../graphql/use-lasting-query.ts';
import { START_PEOPLE, START_SITE, START_TRACKERS } from './start.graphql.ts';
import { stepStates, type Found, type StepName, type StepState } from './start-steps.ts';

// None of these is streamed, and a phone may be connected meanwhile.
const LOOK_AGAIN_MS = 4_000;

/** How far a new organisation is. */
export interface Start {
  readonly found: Found;
  readonly states: Readonly<Record<StepName, StepState>>;
  /** The name of a place, for words about it; null where there is none. */
  readonly placeName: string | null;
  /** The id of that place, or empty. */
  readonly placeId: string;
  /** Whether a service does not answer, and nothing was known of it before. */
  readonly failed: boolean;
  readonly reload: () => void;
}

/**
 * What there is already, asked service by service, so that a silent one hides nothing of the others.
 * @param follow asks again every few seconds.
 */
export function useStart({ pause, follow }: { readonly pause: boolean; readonly follow: boolean }): Start {
  const again = follow ? { everyMs: LOOK_AGAIN_MS } : {};
  const site = useLastingQuery({ query: START_SITE, pause }, again);
  const people = useLastingQuery({ query: START_PEOPLE, pause }, again);
  const trackers = useLastingQuery({ query: START_TRACKERS, pause }, again);
  const found = useMemo(
    (): Found => ({
      site: site.data ? { places: site.data.places.totalCount, zones: site.data.geofences.totalCount } : null,
      people: people.data?.people.totalCount ?? null,
      trackers: trackers.data
        ? {
            count: trackers.data.trackers.totalCount,
            heard: trackers.data.trackers.nodes.some(({ lastHeardAt }) => lastHeardAt !== null),
          }
        : null,
    }),
    [site.data, people.data, trackers.data],
  );
  const [place] = site.data?.places.nodes ?? [];
  return {
    found,
    states: stepStates(found),
    placeName: place?.name ?? null,
    placeId: place?.id ?? '',
    failed: site.failed || people.failed || trackers.failed,
    reload: () => {
      site.reload();
      people.reload();
      trackers.reload();
    },
  };
}
