import { parseDecimal } from '../decimal.ts';
import { present } from '../present.ts';
import type { LineCounter } from '../text/line-counter.ts';
import { Unreadable } from '../unreadable.ts';
import { withoutMinus } from './point-scope.ts';
import type { RecordStyle } from './record-number.ts';
import type { TrackCollector } from './track-collector.ts';

/** What the readers of a KML file's parts work with. */
export interface KmlFile {
  readonly collector: TrackCollector;
  readonly lines: LineCounter;
  readonly style: RecordStyle;
  /** The folder or document around; the same object for all that is in it. */
  readonly folder: { readonly name: string | undefined };
}

/** A place as KML has it: longitude, latitude and perhaps altitude. */
export function readKmlPlace(field: string, text: string, separator: string | RegExp) {
  const [longitude, latitude, altitudeMeters, ...more] = text.trim().split(separator).map(numberOf);
  if (longitude === undefined || latitude === undefined || more.length > 0) {
    throw new Unreadable(field, text, 'longitude, latitude and perhaps altitude');
  }
  return { latitude, longitude, ...present({ altitudeMeters }) };
}

function numberOf(text: string): number | undefined {
  const number = parseDecimal(text);
  return number === undefined ? undefined : withoutMinus(number);
}
