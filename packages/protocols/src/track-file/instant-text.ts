/** ISO 8601 in UTC with milliseconds, as every format has it; of the years 0 to 9999. */
export function instantText(unixMs: number): string {
  return new Date(unixMs).toISOString();
}
