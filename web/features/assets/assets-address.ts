import type { AssetFilter, AssetOrder } from '../../__generated__/graphql.ts';
import { chosenOf, orderIn, textIn } from '../../lists/address.ts';
import { CONNECTIONS } from '../../lists/connections.ts';
import { ORDER_FIELDS } from '../../lists/orders.ts';

/** What the list of assets shows. */
export interface AssetsQuery {
  readonly filter: AssetFilter;
  readonly orderBy: AssetOrder;
}

/** What an address says the list of assets shows; whatever it says else is ignored. */
export function assetsQuery(address: URLSearchParams): AssetsQuery {
  const connection = chosenOf(address, 'connection', CONNECTIONS);
  const filter: AssetFilter = {
    search: textIn(address, 'q'),
    unitId: textIn(address, 'unit'),
    zoneId: textIn(address, 'zone'),
    connection: connection.length ? connection : null,
  };
  return { filter, orderBy: orderIn(address, ORDER_FIELDS) };
}
