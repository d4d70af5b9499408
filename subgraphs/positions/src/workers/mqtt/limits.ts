/** Publications of one connection that are taken in at once; then the next ones wait on the peer's side. */
export const MOST_IN_FLIGHT = 200;
/** How long a connection may take until it asks to sign in, in milliseconds. */
export const CONNECT_TIMEOUT_MS = 10_000;
/** Longest time without a word from a peer, in seconds; the protocol cuts it off after half as much again. */
export const MAX_KEEP_ALIVE_SECONDS = 7_200;
/** Largest packet before somebody signed in, in bytes: what a CONNECT may take. */
export const MOST_BYTES_BEFORE_SIGN_IN = 16_384;
/** Wrong tokens that an address may try. */
export const WRONG_ATTEMPTS = { burst: 30, perMinute: 20, keys: 100_000 };
