import type { PublicError } from '../errors/public-error.ts';

/** Where the events of one subscription go. None of these waits or throws; after `error` or `complete` nothing follows. */
export interface Sink {
  /** @param payload a GraphQL response as UTF-8 JSON, shared with other subscriptions: never to be changed. */
  next(payload: Buffer): void;
  error(errors: readonly PublicError[]): void;
  complete(): void;
  /** Bytes that wait to be read at the other end. */
  backlog(): number;
}
