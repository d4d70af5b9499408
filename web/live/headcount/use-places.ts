import type { PlacesQuery } from '../../__generated__/graphql.ts';
import { useWholeList, type WholeList } from '../../graphql/use-whole-list.ts';
import { PLACES } from './documents.graphql.ts';
import type { Headcounts } from './headcount-store.ts';
import { useCompleteList } from './use-complete-list.ts';

/** A place in the tree of places. */
export type PlaceRow = PlacesQuery['places']['nodes'][number];

/** All places, those that are counted included. */
export function usePlaces(headcounts: Headcounts | null): WholeList<PlaceRow> {
  return useCompleteList(useWholeList(PLACES, placesOf), idsOf, headcounts?.places.keys() ?? null);
}

function idsOf(places: readonly PlaceRow[]): string[] {
  return places.map(({ id }) => id);
}

function placesOf(data: PlacesQuery): PlacesQuery['places'] {
  return data.places;
}
