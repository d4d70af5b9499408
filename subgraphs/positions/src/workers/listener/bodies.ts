import type { IncomingMessage } from 'node:http';

import { UnavailableError } from '@trekker/kit';

/** Counts what bodies of requests hold of the memory. */
export interface Bodies {
  /** Takes room for further bytes of a request's body. Fails with UNAVAILABLE where all together would hold too much. */
  take(request: IncomingMessage, bytes: number): void;
  /** Gives the room of a request back, whatever it took. */
  release(request: IncomingMessage): void;
}

/** @param most bytes at once, of all requests. */
export function createBodies(most: number): Bodies {
  const held = new Map<IncomingMessage, number>();
  let total = 0;
  return {
    take(request, bytes) {
      if (total + bytes > most) throw new UnavailableError('too much is being received at once; send it again');
      total += bytes;
      held.set(request, (held.get(request) ?? 0) + bytes);
    },
    release(request) {
      total -= held.get(request) ?? 0;
      held.delete(request);
    },
  };
}
