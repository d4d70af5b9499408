import { TrekkerError, type Clock, type Viewer } from '@trekker/kit';

/** The longest time a timer of the platform can wait. */
const MAX_TIMER_MS = 2_147_483_647;

/**
 * Calls `end` once, when the viewer's credential or the first of its grants expires: with TOKEN_EXPIRED or FORBIDDEN.
 * Answers how to stop watching.
 */
export function watchExpiry(viewer: Viewer | null, clock: Clock, end: (error: TrekkerError) => void): () => void {
  const expiry = viewer && firstExpiry(viewer, clock.now());
  if (!expiry) return () => {};
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    const remaining = expiry.at - clock.now();
    if (remaining <= 0) end(expiry.error);
    else timer = setTimeout(wait, Math.min(remaining, MAX_TIMER_MS));
  };
  // Even a credential that is over already ends what it began, not the call that begins it.
  timer = setTimeout(wait, 0);
  return () => clearTimeout(timer);
}

function firstExpiry(viewer: Viewer, now: number): { at: number; error: TrekkerError } | null {
  const grantEnds = viewer.grants
    .map(({ until }) => until)
    .filter((until) => until !== null && until > now) as number[]; // nulls are filtered out
  const grantsUntil = Math.min(...grantEnds);
  const expiresAt = viewer.expiresAt ?? Infinity;
  const at = Math.min(expiresAt, grantsUntil);
  if (at === Infinity) return null;
  return expiresAt <= grantsUntil
    ? { at, error: new TrekkerError('TOKEN_EXPIRED', 'the access token has expired; continue with a fresh one') }
    : { at, error: new TrekkerError('FORBIDDEN', 'a grant has ended; subscribe again with what is left') };
}
