import { usePositionFeed } from '../live/use-position.ts';
import { useAddress, type Address } from './use-address.ts';
import { useListVersion } from './use-list-version.ts';
import { useEndlessListing } from './use-endless-listing.ts';
import type { Listing, ListingQuestion } from './use-listing.ts';
import { useSearchText } from './use-search-text.ts';
import { useUnits, type Units } from './use-units.ts';
import { useZoneIndex, type ZoneIndex } from './use-zone-index.ts';
import { VIEW_PARAMETER, type ListParameter } from './views/view-address.ts';

/** A list of things that are heard from, as the address of its page says: what it shows, and by what it is narrowed. */
export interface ListPage<Data, Node> {
  readonly address: Address;
  readonly listing: Listing<Data, Node>;
  readonly units: Units;
  readonly zones: ZoneIndex;
  /** What stands in the search field, which the address follows. */
  readonly search: { readonly text: string; readonly set: (text: string) => void };
  /** How many filters are set, the search included. */
  readonly filtering: number;
  readonly clear: () => void;
}

const COMMON_FILTERS = ['q', 'unit', 'zone', 'connection'] as const;

/**
 * @param variablesOf filter and order that an address asks for.
 * @param filters parameters of the address that narrow this list, beside those that narrow every list.
 */
export function useListPage<Data, Node extends { readonly id: string }, Variables extends object>({
  query,
  select,
  variablesOf,
  filters = [],
}: Pick<ListingQuestion<Data, Node, Variables>, 'query' | 'select'> & {
  readonly variablesOf: (address: URLSearchParams) => Variables;
  readonly filters?: readonly ListParameter[];
}): ListPage<Data, Node> {
  const address = useAddress();
  const [text, set] = useSearchText(address);
  const units = useUnits();
  const zones = useZoneIndex();
  usePositionFeed();
  const listing = useEndlessListing({
    query,
    select,
    variables: variablesOf(address.parameters),
    version: useListVersion(),
  });
  const names: ListParameter[] = [...COMMON_FILTERS, ...filters];
  return {
    address,
    listing,
    units,
    zones,
    search: { text, set },
    filtering: names.filter((name) => address.parameters.get(name)).length,
    // Who clears a view has left it.
    clear: () => address.change(Object.fromEntries([...names, VIEW_PARAMETER].map((name) => [name, null]))),
  };
}
