import { cookies } from 'next/headers';
import { CSRF_HEADERS } from '../../../graphql/csrf.ts';
import { askGateway } from '../../../graphql/ask-gateway.ts';
import { ISSUE_ACCESS_TOKEN } from '../../../graphql/session.graphql.ts';
import { sessionTokenOf } from '../../../server/session-cookie.ts';

const NO_STORE = { 'cache-control': 'no-store' };

/** A short-lived token of the session, for the WebSocket, with the server's time: 401 when there is no session. */
export async function GET(request: Request): Promise<Response> {
  const guarded = Object.entries(CSRF_HEADERS).every(([name, value]) => request.headers.get(name) === value);
  if (!guarded) return Response.json({ code: 'FORBIDDEN' }, { status: 403, headers: NO_STORE });
  const sessionToken = sessionTokenOf(await cookies());
  if (!sessionToken) return signedOut();
  const answer = await askGateway(ISSUE_ACCESS_TOKEN, { variables: {}, sessionToken });
  if (answer.kind === 'refused' && answer.codes.includes('UNAUTHENTICATED')) return signedOut();
  if (answer.kind !== 'data') return Response.json({ code: 'UNAVAILABLE' }, { status: 503, headers: NO_STORE });
  return Response.json({ ...answer.data.issueAccessToken, serverTime: Date.now() }, { headers: NO_STORE });
}

function signedOut(): Response {
  return Response.json({ code: 'UNAUTHENTICATED' }, { status: 401, headers: NO_STORE });
}
