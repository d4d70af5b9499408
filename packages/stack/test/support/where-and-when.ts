/** The middle of the zone, which both tenants have at the same place. */
export const ZONE = { latitude: 52.5, longitude: 13.4, radiusMeters: 100 };

/** RFC 3339. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}
