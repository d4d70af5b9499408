import type { CarriedPageFragment } from '../../__generated__/graphql.ts';
import { useFollowingQuery } from '../../graphql/use-following-query.ts';
import { CARRIED } from './assignments.graphql.ts';

/** Somebody or something that carries trackers. */
export interface CarrierName {
  readonly kind: 'person' | 'asset';
  readonly id: string;
}

/** A tracker that somebody or something carried, and when. */
export type CarriedThen = CarriedPageFragment['nodes'][number];

/** Trackers that somebody or something carried. */
export interface CarriedAnswer {
  /** The latest first; null where they are not known. */
  readonly page: CarriedPageFragment | null;
  readonly loading: boolean;
  readonly reload: () => void;
}

/** The trackers of a carrier within a span, `[from, to)` in Unix milliseconds, or the latest of all. */
export function useCarried(
  { kind, id }: CarrierName,
  {
    span = null,
    first,
    version,
  }: {
    readonly span?: { readonly from: number; readonly to: number } | null;
    readonly first: number;
    readonly version: number;
  },
): CarriedAnswer {
  const isPerson = kind === 'person';
  const within = span && { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
  const variables = { id, isPerson, isAsset: !isPerson, first, ...within };
  const [{ data, fetching }, execute] = useFollowingQuery({ query: CARRIED, variables }, version);
  const page = (data?.person ?? data?.asset)?.assignments ?? null;
  return { page, loading: fetching, reload: () => execute({ requestPolicy: 'network-only' }) };
}
