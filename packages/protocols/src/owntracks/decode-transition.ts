import type { RegionReport } from '../decoded.ts';
import type { JsonObject } from '../json.ts';
import { present } from '../present.ts';
import { Unreadable } from '../unreadable.ts';
import { numberIn, placeIn, recordedAtOf, nameIn } from './fields.ts';

/** The region report of a `transition`: `event`, the region's name `desc` and id `rid`, where and when it happened. */
export function readTransition(message: JsonObject, identifier: string): RegionReport {
  const { event } = message;
  if (event !== 'enter' && event !== 'leave') throw new Unreadable('event', event, 'enter or leave');
  return {
    identifier,
    recordedAt: recordedAtOf(message),
    event,
    region: nameIn(message, 'desc'),
    regionId: nameIn(message, 'rid'),
    ...placeIn(message),
    ...present({ accuracyMeters: numberIn(message, 'acc') }),
  };
}
