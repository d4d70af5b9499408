/** The time zones to choose from, by name: those a browser knows, UTC, which some leave out, and the browser's own. */
export function timeZones(supported: readonly string[], own: string): string[] {
  return [...new Set([...supported, 'UTC', own])].toSorted();
}
