/** Seconds as hours and minutes, `7:42`; whole minutes that have passed, so that a sum is never shown too large. */
export function hoursText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
