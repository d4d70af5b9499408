import type { PlacesOfZonesQuery } from '../../__generated__/graphql.ts';
import { useWholeList, type WholeList } from '../../graphql/use-whole-list.ts';
import { PLACES_OF_ZONES } from './documents.graphql.ts';
import type { PlaceRow } from './zone-tree.ts';

/** All places of the tenant. */
export function usePlaces(): WholeList<PlaceRow> {
  return useWholeList(PLACES_OF_ZONES, placesOf);
}

function placesOf(data: PlacesOfZonesQuery): PlacesOfZonesQuery['places'] {
  return data.places;
}
