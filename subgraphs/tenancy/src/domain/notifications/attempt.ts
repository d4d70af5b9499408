/** What a try gave. */
export interface AttemptResult {
  /** HTTP status or SMTP reply code; null when there was no answer. */
  readonly statusCode: number | null;
  /** What went wrong, or null. */
  readonly error: string | null;
  /** Beginning of the answer. */
  readonly response: string | null;
  /** How long the other side asked to be left alone, in milliseconds, or null. */
  readonly wishMs?: number | null;
}

/** What follows from a try: done; try again later; the other side is gone; it refuses for good. */
export type Verdict = 'DELIVERED' | 'RETRY' | 'GONE' | 'REFUSED';

const NOT_FOUND = 404;
const GONE = 410;
/** Answers by which a push service refuses the message itself (RFC 8030 §8): too large, or not as it must be. */
const REFUSALS: readonly (number | null)[] = [400, 413];

/** What an endpoint's answer means (Standard Webhooks): 2xx is delivered, 410 asks to be left alone for ever. */
export function webhookVerdict({ statusCode, error }: AttemptResult): Verdict {
  if (statusCode === GONE) return 'GONE';
  return error === null && statusCode !== null && statusCode >= 200 && statusCode < 300 ? 'DELIVERED' : 'RETRY';
}

/** What a mail server's answer means (RFC 5321 §4.2.1): 5yz is for good, but not where it is we who may not sign in. */
export function mailVerdict({ statusCode, error }: AttemptResult): Verdict {
  if (error === null) return 'DELIVERED';
  const isOurs = statusCode === 530 || statusCode === 534 || statusCode === 535;
  return statusCode !== null && statusCode >= 500 && !isOurs ? 'REFUSED' : 'RETRY';
}

/**
 * What a push service's answer means (RFC 8030 §7.3, §8): 404 and 410 end the subscription; what it refuses as such is
 * not tried again. A sign-in that is refused may be our clock, and 429 asks to wait.
 */
export function pushVerdict({ statusCode, error }: AttemptResult): Verdict {
  if (statusCode === NOT_FOUND || statusCode === GONE) return 'GONE';
  if (error === null) return 'DELIVERED';
  return REFUSALS.includes(statusCode) ? 'REFUSED' : 'RETRY';
}
