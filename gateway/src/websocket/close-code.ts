/**
 * Why a socket is closed: codes of graphql-transport-ws, of RFC 6455, and one of our own. Clients reconnect after
 * FORBIDDEN (with a fresh token), RESTART, TOO_SLOW and a lost connection; the others are mistakes of the client.
 */
export const CLOSE = {
  /** The gateway stops; come back. (RFC 6455 registry) */
  RESTART: 1012,
  BAD_REQUEST: 4400,
  UNAUTHORIZED: 4401,
  FORBIDDEN: 4403,
  WRONG_PROTOCOL: 4406,
  INIT_TIMEOUT: 4408,
  ID_TAKEN: 4409,
  /** Our own: more was waiting for this client than may wait. */
  TOO_SLOW: 4413,
  INIT_TWICE: 4429,
  OUR_MISTAKE: 4500,
} as const;
