import type { TrackerFilter, TrackerOrder } from '../../__generated__/graphql.ts';
import { chosenOf, orderIn, textIn } from '../../lists/address.ts';
import { CONNECTIONS } from '../../lists/connections.ts';
import { ORDER_FIELDS } from '../../lists/orders.ts';

/** Values of the filter by whether anybody carries a tracker. */
export const CARRIED = ['yes', 'no'] as const;

/** What the list of trackers shows. */
export interface TrackersQuery {
  readonly filter: TrackerFilter;
  readonly orderBy: TrackerOrder;
}

/** What an address says the list of trackers shows; whatever it says else is ignored. */
export function trackersQuery(address: URLSearchParams): TrackersQuery {
  const connection = chosenOf(address, 'connection', CONNECTIONS);
  const [carried, ...both] = chosenOf(address, 'carried', CARRIED);
  const filter: TrackerFilter = {
    search: textIn(address, 'q'),
    unitId: textIn(address, 'unit'),
    zoneId: textIn(address, 'zone'),
    connection: connection.length ? connection : null,
    carried: carried && !both.length ? carried === 'yes' : null,
  };
  return { filter, orderBy: orderIn(address, ORDER_FIELDS) };
}
