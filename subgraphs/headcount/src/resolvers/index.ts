import { dateTimeScalar } from '@trekker/kit';

import type { Resolvers } from '../__generated__/resolvers.ts';
import { Geofence } from './Geofence.ts';
import { Headcount } from './Headcount.ts';
import { HeadcountPerson } from './HeadcountPerson.ts';
import { Occupancy } from './Occupancy.ts';
import { Place } from './Place.ts';
import { PlaceOccupancy } from './PlaceOccupancy.ts';
import { occupancy } from './Query/occupancy.ts';
import { headcountChanged } from './Subscription/headcountChanged.ts';
import { ZoneOccupancy } from './ZoneOccupancy.ts';

/** Everything `schema/headcount.graphql` promises. */
export const resolvers: Resolvers = {
  DateTime: dateTimeScalar,
  Query: { occupancy },
  Subscription: { headcountChanged },
  Occupancy,
  ZoneOccupancy,
  PlaceOccupancy,
  Headcount,
  HeadcountPerson,
  Geofence,
  Place,
};
