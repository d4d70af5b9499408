import { nullable, object, parse, string } from 'valibot';

import { TrekkerError } from '../errors.ts';
import type { Authority, Revocation, RevocationNews } from '../revocations.ts';
import { beginLines, isTooFarBehind, jsonOf, type Call } from './call.ts';

const credentials = object({ authorization: nullable(string()), cookie: nullable(string()) });

/** Answers with the viewer behind credentials, `{"viewer"}`, or with why there is none, `{"code","message"}`. */
export async function answerAuthenticate(call: Call, authority: Authority): Promise<void> {
  const given = parse(credentials, await jsonOf(call.incoming));
  const answer = await authority.authenticate(given).then(
    (viewer) => ({ viewer }),
    (failure: unknown) => {
      if (failure instanceof TrekkerError) return { code: failure.code, message: failure.message };
      throw failure;
    },
  );
  beginLines(call)(answer);
  call.outgoing.end();
}

/**
 * Tells of all rights that were taken away, a {@link RevocationNews} each line: first of those known, then of each that
 * follows. A gateway that does not read is hung up on, and learns all of it anew when it comes back.
 */
export async function streamRevocations(call: Call, authority: Authority): Promise<void> {
  call.isStream = true;
  const write = beginLines(call);
  const left = Promise.withResolvers<void>();
  const tell = (revoked: readonly Revocation[]) => {
    write({ tokenMs: authority.tokenMs, revoked } satisfies RevocationNews);
    if (isTooFarBehind(call)) call.outgoing.destroy();
  };
  const stopListening = authority.onRevoked((_isRevoked, fresh) => tell(fresh));
  call.signal.addEventListener('abort', () => left.resolve(), { once: true });
  tell(authority.revoked());
  await left.promise;
  stopListening();
}
