import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { askGateway } from '../graphql/ask-gateway.ts';
import { VIEWER } from '../graphql/session.graphql.ts';
import { cookieOf } from './cookie-of.ts';
import { withRequestContext, type RequestContext } from './request-context.ts';
import { sessionTokenOf } from './session-cookie.ts';

/** Tells whether who sent headers is signed in, without asking the gateway for each of many requests. */
export type SignedInCheck = (headers: IncomingHttpHeaders, context: RequestContext) => Promise<boolean>;

/** Whether a session goes on; undefined where nobody can tell. Never fails. */
type AskSession = (sessionToken: string, context: RequestContext) => Promise<boolean | undefined>;

/** For how long an answer counts: that late an ended session may still be let in. */
const KEPT_MS = 60_000;
const SESSIONS_KEPT = 10_000;

/** Remembers sessions by their hashes for a minute; requests that come at once ask once. @param now milliseconds. */
export function createSignedInCheck(
  ask: AskSession = askForViewer,
  now: () => number = () => performance.now(),
): SignedInCheck {
  const known = new Map<string, { readonly until: number; readonly answer: Promise<boolean | undefined> }>();
  return async (headers, context) => {
    const sessionToken = sessionIn(headers);
    if (!sessionToken) return false;
    const key = createHash('sha256').update(sessionToken).digest('base64');
    const before = known.get(key);
    if (before && now() < before.until) return (await before.answer) ?? false;
    known.delete(key);
    const [oldest] = known.keys();
    if (known.size >= SESSIONS_KEPT && oldest !== undefined) known.delete(oldest);
    const answer = ask(sessionToken, context);
    known.set(key, { until: now() + KEPT_MS, answer });
    const signedIn = await answer;
    // Only what the gateway said is worth keeping.
    if (signedIn === undefined) known.delete(key);
    return signedIn ?? false;
  };
}

function sessionIn(headers: IncomingHttpHeaders): string | null {
  return sessionTokenOf({
    get(name) {
      const value = cookieOf(headers, name);
      return value === undefined ? undefined : { value };
    },
  });
}

function askForViewer(sessionToken: string, context: RequestContext): Promise<boolean | undefined> {
  return withRequestContext(context, async () => {
    const answer = await askGateway(VIEWER, { variables: {}, sessionToken });
    if (answer.kind === 'data') return true;
    return answer.kind === 'refused' && answer.codes.includes('UNAUTHENTICATED') ? false : undefined;
  });
}
