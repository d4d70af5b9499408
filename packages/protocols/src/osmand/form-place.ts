import { parseDecimal } from '../decimal.ts';
import { Unreadable } from '../unreadable.ts';
import { type Form, formNumber } from './form.ts';

/** Degrees north and east. */
interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * The place in `lat` and `lon`, or else in `location=lat,lon`; undefined where none is reported.
 * Throws `Unreadable` where it is no number, or where half of it is missing.
 */
export function readFormPlace(form: Form): Place | undefined {
  const latitude = formNumber(form, 'lat');
  const longitude = formNumber(form, 'lon');
  if (latitude !== undefined && longitude !== undefined) return { latitude, longitude };
  if (latitude !== undefined) throw new Unreadable('lon', '', 'a longitude, as there is a latitude');
  if (longitude !== undefined) throw new Unreadable('lat', '', 'a latitude, as there is a longitude');

  const location = form.get('location');
  return location === undefined ? undefined : readLocation(location);
}

function readLocation(location: string): Place {
  const [latitude, longitude, ...more] = location.split(',').map(parseDecimal);
  if (latitude === undefined || longitude === undefined || more.length > 0) {
    throw new Unreadable('location', location, 'latitude,longitude as decimal numbers');
  }
  return { latitude, longitude };
}
