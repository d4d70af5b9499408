/** What counting takes anyhow, and nobody need hear of. */
const USUAL_SECONDS = 15;

/**
 * From which instant on, Unix milliseconds, what devices reported is not counted yet; null while counting takes no longer
 * than it usually does.
 */
export function uncountedSince({
  waitingSince,
  behindSeconds,
}: {
  readonly waitingSince: string | null;
  readonly behindSeconds: number;
}): number | null {
  return waitingSince === null || behindSeconds < USUAL_SECONDS ? null : Date.parse(waitingSince);
}
