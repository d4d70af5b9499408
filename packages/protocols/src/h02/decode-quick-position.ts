import type { Decoded } from '../decoded.ts';
import type { Circumstances } from '../device-protocol.ts';
import { type Cell, cellsText } from '../cells.ts';
import { parseDecimal } from '../decimal.ts';
import { present } from '../present.ts';
import { metersPerSecondOf } from '../speed.ts';
import { instantOfDigits } from '../text/digit-dates.ts';
import { Unreadable } from '../unreadable.ts';
import { readCoordinate } from './coordinate.ts';

/**
 * `VP1`, the short answer to a question for the place: validity, latitude, N, longitude, E, speed (knots), course and
 * date; with `V` country, network, and the cells separated by `Y`.
 */
export function readQuickPosition(
  identifier: string,
  fields: readonly string[],
  circumstances: Circumstances,
): Decoded {
  const [validity = '', latitude, north, longitude, east, speed = '', course = '', date = ''] = fields;
  if (validity === 'V') {
    const attributes = present({ cells: cellsText(cellsOf(fields.slice(1))) });
    return { kind: 'heartbeat', identifier, recordedAt: null, attributes };
  }
  if (!/^[AB]$/u.test(validity)) throw new Unreadable('validity', validity, 'A, B or V');
  const knots = parseDecimal(speed);
  return {
    kind: 'fix',
    fix: {
      identifier,
      recordedAt: readDay(date, circumstances),
      latitude: readCoordinate('latitude', latitude, north),
      longitude: readCoordinate('longitude', longitude, east),
      ...present({
        speedMetersPerSecond:
          knots === undefined ? undefined : metersPerSecondOf(knots, circumstances.speedUnit ?? 'knots'),
        headingDegrees: parseDecimal(course),
      }),
      attributes: {},
    },
  };
}

const DAY_MS = 86_400_000;

/**
 * The message has a date without a time of day. What is answered at once is of now, so the clock of the server says
 * more than midnight; only where the date is of another day does midnight say more.
 */
function readDay(date: string, { receivedAt, utcOffsetSeconds }: Circumstances): number | null {
  const midnight = instantOfDigits(date, '000000', 'ddmmyy');
  if (midnight === undefined) throw new Unreadable('date', date, 'ddmmyy of a day that exists');
  const sinceMidnightMs = receivedAt - (midnight - utcOffsetSeconds * 1000);
  return sinceMidnightMs >= 0 && sinceMidnightMs < DAY_MS ? null : midnight - utcOffsetSeconds * 1000;
}

function cellsOf([mcc = '', mnc = '', ...cells]: readonly string[]): readonly Cell[] {
  return cells
    .join()
    .split('Y')
    .map((cell) => /^(\d{1,9}),(\d{1,9}),(-?\d{1,3})/u.exec(cell))
    .filter((found) => found !== null)
    .map(([, area, cell, dbm]) => {
      return { mcc: Number(mcc) || 0, mnc: Number(mnc) || 0, area: Number(area), cell: Number(cell), dbm: Number(dbm) };
    });
}
