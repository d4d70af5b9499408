/** An instant (Unix milliseconds) as PostgreSQL reads it from JSON; null stays null. */
export function instantText(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
