import { nullable, object, parse, string } from 'valibot';

import { TrekkerError } from '../errors.ts';
import type { Authority } from '../revocations.ts';
import { beginLines, jsonOf, type Call } from './call.ts';

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

/** Tells of all rights that were taken away, in lists: first of those known, then of each that follows. */
export async function streamRevocations(call: Call, authority: Authority): Promise<void> {
  call.isStream = true;
  const write = beginLines(call);
  const left = Promise.withResolvers<void>();
  const stopListening = authority.onRevoked((_isRevoked, fresh) => write(fresh));
  call.signal.addEventListener('abort', () => left.resolve(), { once: true });
  write(authority.revoked());
  await left.promise;
  stopListening();
}
