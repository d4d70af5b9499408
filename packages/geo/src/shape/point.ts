/** A place on Earth, WGS 84: latitude -90 to 90, longitude -180 to 180 degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}
