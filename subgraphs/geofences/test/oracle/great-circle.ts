const EARTH_RADIUS_METERS = 6_371_008.8;

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Metres over ground, by the straight line through the sphere. */
export function metersBetween(a: Place, b: Place): number {
  const [from, to] = [onSphere(a), onSphere(b)];
  const chord = Math.hypot(from[0] - to[0], from[1] - to[1], from[2] - to[2]);
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, chord / 2));
}

function onSphere({ latitude, longitude }: Place): [number, number, number] {
  const [phi, lambda] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}
