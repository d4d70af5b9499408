import * as fc from 'fast-check';
import type { PlacedFix } from '@trekker/protocols';

/** This century, by every clock on a wall: trackers write years with two digits. */
const FIRST_SECOND = Date.UTC(2000, 0, 2) / 1000;
const LAST_SECOND = Date.UTC(2079, 11, 31) / 1000;

/** Any place at any whole second, in motion or not; with an identifier of so many digits. */
export function arbitraryFix(digits: number): fc.Arbitrary<PlacedFix> {
  return fc.record({
    identifier: fc.stringMatching(new RegExp(`^[1-9][0-9]{${digits - 1}}$`, 'u')),
    recordedAt: fc.integer({ min: FIRST_SECOND, max: LAST_SECOND }).map((second) => second * 1000),
    latitude: fc.double({ min: -89.9, max: 89.9, noNaN: true }),
    longitude: fc.double({ min: -179.9, max: 179.9, noNaN: true }),
    speedMetersPerSecond: fc.double({ min: 0, max: 200, noNaN: true }),
    headingDegrees: fc.double({ min: 0, max: 359.9, noNaN: true }),
    attributes: fc.record({ ignition: fc.boolean() }),
  });
}
