import type { PersonFilter, PersonKind, PersonOrder } from '../../__generated__/graphql.ts';
import { chosenOf, orderIn, textIn } from '../../lists/address.ts';
import { CONNECTIONS } from '../../lists/connections.ts';
import { ORDER_FIELDS } from '../../lists/orders.ts';
import { ANY_ZONE, NO_ZONE } from '../../lists/zone-choice.ts';

/** Every capacity in which somebody is on site. */
export const PERSON_KINDS: readonly PersonKind[] = ['EMPLOYEE', 'CONTRACTOR', 'VISITOR'];

/** What the list of people shows. */
export interface PeopleQuery {
  readonly filter: PersonFilter;
  readonly orderBy: PersonOrder;
}

/** What an address says the list of people shows; whatever it says else is ignored. */
export function peopleQuery(address: URLSearchParams): PeopleQuery {
  const zone = textIn(address, 'zone');
  const connection = chosenOf(address, 'connection', CONNECTIONS);
  const kind = chosenOf(address, 'kind', PERSON_KINDS);
  const filter: PersonFilter = {
    search: textIn(address, 'q'),
    unitId: textIn(address, 'unit'),
    zoneId: zone === ANY_ZONE || zone === NO_ZONE ? null : zone,
    inAnyZone: zone === ANY_ZONE ? true : zone === NO_ZONE ? false : null,
    connection: connection.length ? connection : null,
    kind: kind.length ? kind : null,
  };
  return { filter, orderBy: orderIn(address, ORDER_FIELDS) };
}
