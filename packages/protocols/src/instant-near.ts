const DAY_MS = 86_400_000;

/** The instant at that time of day (milliseconds since midnight UTC) that is within half a day of another instant. */
export function instantNear(timeOfDayMs: number, nearMs: number): number {
  return timeOfDayMs + Math.ceil((nearMs - timeOfDayMs) / DAY_MS - 0.5) * DAY_MS;
}
