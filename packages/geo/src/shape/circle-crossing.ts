import { circleReach } from './circle-reach.ts';
import type { Crossing } from './crossing.ts';
import { haversineMeters } from './haversine.ts';
import type { Line } from './plane-line.ts';
import { sharesWithin } from './share-within.ts';
import type { CircleShape } from './shape.ts';

/** The first and the last place where a line of some length is in a circle, or null. */
export function circleMeeting(circle: CircleShape, line: Line): Crossing | null {
  const { south, north, halfWidth } = circleReach(circle);
  const { longitude } = circle.center;
  return sharesWithin(line, {
    frame: 'greenwich',
    box: { west: longitude - halfWidth, east: longitude + halfWidth, south, north },
    distance: ({ x, y }) => haversineMeters(circle.center, { latitude: y, longitude: x }) - circle.radiusMeters,
  });
}
