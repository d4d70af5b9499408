import { askGateway } from '../../graphql/ask-gateway.ts';
import { SIGN_IN, SIGN_OUT } from '../../graphql/session.graphql.ts';
import type { Credentials, SignInProblem } from './request-sign-in.ts';

/** What signing in came to. */
export type SignInOutcome =
  | { readonly kind: 'open'; readonly sessionToken: string; readonly expiresAt: string }
  | { readonly kind: 'refused'; readonly status: number; readonly code: SignInProblem };

const LONGEST = 200;

/** The credentials in the body of a request, or null when it has none. */
export function readCredentials(body: unknown): Credentials | null {
  if (typeof body !== 'object' || body === null) return null;
  const { tenant, name, password } = body as Record<string, unknown>;
  if (!isFilled(tenant) || !isFilled(name) || !isFilled(password)) return null;
  return { tenant, name, password };
}

/** Opens a session at the gateway. */
export async function openSession(credentials: Credentials): Promise<SignInOutcome> {
  const answer = await askGateway(SIGN_IN, { variables: { input: credentials }, sessionToken: null });
  if (answer.kind === 'data') {
    const { session, userErrors } = answer.data.signIn;
    if (session) return { kind: 'open', ...session };
    const slowedDown = userErrors.some(({ code }) => code === 'SIGN_IN_THROTTLED');
    return slowedDown ? refused(429, 'RATE_LIMITED') : refused(401, 'SIGN_IN_REFUSED');
  }
  if (answer.kind === 'refused') {
    if (answer.codes.includes('RATE_LIMITED')) return refused(429, 'RATE_LIMITED');
    if (answer.codes.includes('INVALID_INPUT')) return refused(400, 'INVALID_INPUT');
  }
  return refused(503, 'UNAVAILABLE');
}

/** Ends a session at the gateway, as far as it answers. */
export async function closeSession(sessionToken: string | null): Promise<void> {
  if (sessionToken) await askGateway(SIGN_OUT, { variables: {}, sessionToken });
}

function refused(status: number, code: SignInProblem): SignInOutcome {
  return { kind: 'refused', status, code };
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST;
}
