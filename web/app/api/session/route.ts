import { cookies } from 'next/headers';
import { closeSession, openSession, readCredentials } from '../../../features/sign-in/session-actions.ts';
import { requestContext } from '../../../server/request-context.ts';
import { isSameOrigin } from '../../../server/request-origin.ts';
import { PLAIN_COOKIE, SECURE_COOKIE, sessionCookie, sessionTokenOf } from '../../../server/session-cookie.ts';

/** Signs in: 200 with the session's cookie, or the reason as `{ code }`. */
export async function POST(request: Request): Promise<Response> {
  const { origin } = requestContext();
  if (!isSameOrigin(request.headers.get('origin'), origin)) return refusal(403, 'FORBIDDEN');
  const credentials = readCredentials(await request.json().catch(() => null));
  if (!credentials) return refusal(400, 'INVALID_INPUT');
  const outcome = await openSession(credentials);
  if (outcome.kind === 'refused') return refusal(outcome.status, outcome.code);
  const { name, attributes } = sessionCookie(origin);
  (await cookies()).set(name, outcome.sessionToken, { ...attributes, expires: new Date(outcome.expiresAt) });
  return Response.json({ signedIn: true });
}

/** Signs out: the cookie goes whatever the API answers. */
export async function DELETE(request: Request): Promise<Response> {
  const { origin } = requestContext();
  if (!isSameOrigin(request.headers.get('origin'), origin)) return refusal(403, 'FORBIDDEN');
  const jar = await cookies();
  await closeSession(sessionTokenOf(jar));
  for (const name of [SECURE_COOKIE, PLAIN_COOKIE]) {
    jar.set(name, '', { path: '/', secure: name === SECURE_COOKIE, maxAge: 0 });
  }
  return new Response(null, { status: 204 });
}

function refusal(status: number, code: string): Response {
  return Response.json({ code }, { status, headers: { 'cache-control': 'no-store' } });
}
