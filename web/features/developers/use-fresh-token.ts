import { useEffect, useState } from 'react';
import { fetchAccessToken, type AccessToken } from '../../graphql/access-token.ts';

// A token is replaced while it still has so long to live, in milliseconds.
const SPARE_MS = 60_000;
const RETRY_MS = 5_000;

/** A token of the viewer's session that is always good for a minute at least; null while there is none. */
export function useFreshToken(): AccessToken | null {
  const [token, setToken] = useState<AccessToken | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const renew = async () => {
      const answer = await fetchAccessToken();
      if (gone) return;
      if (answer.kind === 'token') setToken(answer.accessToken);
      timer = setTimeout(() => void renew(), answer.kind === 'token' ? lifeOf(answer.accessToken) : RETRY_MS);
    };
    void renew();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, []);
  return token;
}

function lifeOf({ expiresAt, serverTime }: AccessToken): number {
  return Math.max(RETRY_MS, expiresAt - serverTime - SPARE_MS);
}
