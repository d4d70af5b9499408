import { checkRule, nameInput } from '@trekker/kit';
import {
  array,
  boolean,
  email,
  integer,
  maxLength,
  maxValue,
  minLength,
  minValue,
  nullish,
  number,
  object,
  picklist,
  pipe,
  regex,
  string,
  toLowerCase,
  trim,
} from 'valibot';

import { isTimeZone } from '../time-zone.ts';
import { EVENT_KINDS, GEOFENCE_KINDS, PERSONAL_CHANNELS } from './kinds.ts';

const MOST_IN_A_LIST = 200;
const ids = pipe(array(string()), maxLength(MOST_IN_A_LIST, `must hold at most ${MOST_IN_A_LIST}`));
const wallTime = pipe(string(), regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time as 22:00'));

/** An e-mail address that a rule, or a user, may have. */
export const addressInput = pipe(
  string(),
  trim(),
  toLowerCase(),
  maxLength(254, 'must have at most 254 characters'),
  email('must be an e-mail address'),
);

const quietHours = pipe(
  object({
    from: wallTime,
    to: wallTime,
    timeZone: nullish(pipe(string(), checkRule({ rule: 'TIME_ZONE' }, isTimeZone, 'must be an IANA time zone')), null),
  }),
  checkRule({ rule: 'SAME_TIMES' }, ({ from, to }) => from !== to, 'must not begin and end at one time'),
);

/** What a rule is made of. Whether the things it names exist is looked up. */
export const ruleInput = object({
  name: nameInput,
  enabled: boolean(),
  kinds: pipe(
    array(picklist(EVENT_KINDS, 'is nothing that a rule can be about')),
    minLength(1, 'must name at least one kind'),
    maxLength(EVENT_KINDS.length, 'must not name a kind twice'),
  ),
  geofenceKinds: pipe(array(picklist(GEOFENCE_KINDS)), maxLength(GEOFENCE_KINDS.length, 'must not name a kind twice')),
  geofenceIds: ids,
  placeIds: ids,
  personIds: ids,
  assetIds: ids,
  unitIds: ids,
  lateAfterMinutes: pipe(
    number(),
    integer('must be a whole number'),
    minValue(0, 'must be at least 0'),
    maxValue(10_080, 'must be at most 10080'),
  ),
  throttleSeconds: nullish(
    pipe(
      number(),
      integer('must be a whole number'),
      minValue(1, 'must be at least 1'),
      maxValue(86_400, 'must be at most 86400'),
    ),
    null,
  ),
  quietHours: nullish(quietHours, null),
  inAppUserIds: ids,
  emailUserIds: ids,
  emailAddresses: pipe(array(addressInput), maxLength(MOST_IN_A_LIST, `must hold at most ${MOST_IN_A_LIST}`)),
  endpointIds: ids,
});

/** How a user wants to be told. */
export const preferencesInput = object({
  leftOut: pipe(
    array(
      object({
        kind: picklist(EVENT_KINDS, 'is nothing that a rule can be about'),
        channels: pipe(
          array(picklist(PERSONAL_CHANNELS, 'is no way in which users are told')),
          minLength(1, 'must name at least one way'),
          maxLength(PERSONAL_CHANNELS.length, 'must not name a way twice'),
        ),
      }),
    ),
    maxLength(EVENT_KINDS.length, 'must not name a kind twice'),
  ),
  quietHours: nullish(quietHours, null),
});
