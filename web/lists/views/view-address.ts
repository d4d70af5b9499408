import type { SavedViewList, ShownViewFragment } from '../../__generated__/graphql.ts';
import type { AddressChange } from '../address.ts';

/** Parameters of an address that say what a list shows, in the order in which a view keeps them. */
export const LIST_PARAMETERS = ['q', 'unit', 'zone', 'connection', 'kind', 'carried', 'sort'] as const;
export type ListParameter = (typeof LIST_PARAMETERS)[number];
/** Parameter of an address that names the view it was opened by. */
export const VIEW_PARAMETER = 'view';

const PATHS: Readonly<Record<SavedViewList, string>> = { PEOPLE: '/people', ASSETS: '/assets', TRACKERS: '/trackers' };

/** What an address says of a list, as a view keeps it; whatever else it says is left out. */
export function viewParameters(address: URLSearchParams): string {
  const kept = LIST_PARAMETERS.map((name) => [name, address.get(name)?.trim() ?? '']);
  return new URLSearchParams(kept.filter(([, value]) => value)).toString();
}

/** Whether a list shows just what a view keeps. */
export function showsView(address: URLSearchParams, { parameters }: Pick<ShownViewFragment, 'parameters'>): boolean {
  return viewParameters(address) === viewParameters(new URLSearchParams(parameters));
}

/** Where a view is shown. */
export function viewHref({ id, list, parameters }: Pick<ShownViewFragment, 'id' | 'list' | 'parameters'>): string {
  const search = new URLSearchParams(viewParameters(new URLSearchParams(parameters)));
  search.set(VIEW_PARAMETER, id);
  return `${PATHS[list]}?${search.toString()}`;
}

/** Where a list is shown as it is at first. */
export function plainHref(list: SavedViewList): string {
  return PATHS[list];
}

/** What makes an address show a view. */
export function changeTo({ parameters }: Pick<ShownViewFragment, 'parameters'>): AddressChange {
  const kept = new URLSearchParams(parameters);
  return Object.fromEntries(LIST_PARAMETERS.map((name) => [name, kept.get(name)]));
}
