import { UnavailableError } from '../errors.ts';
import { DurabilityError } from './durability.ts';

/**
 * A failure of a transaction as its caller shall see it: when the database could not be reached, ended the connection,
 * gave the transaction up for another one that it waited for in a circle, or may lose what it confirms, UNAVAILABLE with
 * the failure as its cause, since the same call may succeed in a moment; every other failure as it is.
 */
export function asUnavailable(failure: unknown): unknown {
  if (failure instanceof DurabilityError) {
    return new UnavailableError('the database is set up so that it may lose what it confirms', { cause: failure });
  }
  const code = codeOf(failure);
  if (code === DEADLOCK) return new UnavailableError('others wrote the same meanwhile; try again', { cause: failure });
  if (!AWAY.has(code) && !code.startsWith('08')) return failure;
  return new UnavailableError('the database does not answer; try again', { cause: failure });
}

/** Two transactions waited for each other, and this one had to go (PostgreSQL, appendix A of its manual). */
const DEADLOCK = '40P01';

/** What a failure is called, or what it came of: queries of drizzle fail with one of their own around it. */
function codeOf(failure: unknown): string {
  if (!(failure instanceof Error)) return '';
  return 'code' in failure ? String(failure.code) : codeOf(failure.cause);
}

/**
 * What postgres.js, the system and PostgreSQL (appendix A of its manual; its class 08 besides) call a database that is
 * away: shut down, crashed, still starting, out of connections, or tired of a session that said nothing.
 */
const AWAY = new Set(
  `CONNECTION_CLOSED CONNECTION_ENDED CONNECTION_DESTROYED CONNECT_TIMEOUT
  ECONNREFUSED ECONNRESET EPIPE ENOENT ETIMEDOUT EHOSTUNREACH ENOTFOUND EAI_AGAIN
  57P01 57P02 57P03 57P05 53300 25P03`.split(/\s+/),
);
