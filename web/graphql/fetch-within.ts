/**
 * `fetch` that gives up. A network that went away takes connections with it of which the browser does not know: what is
 * asked on one of them is never answered, and would be waited for until the machine gives the connection up, minutes
 * later.
 * @param limitMs until the answer must have arrived whole, in milliseconds
 */
export function fetchWithin(limitMs: number): typeof fetch {
  return (input, init) => {
    const limit = AbortSignal.timeout(limitMs);
    return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit });
  };
}
