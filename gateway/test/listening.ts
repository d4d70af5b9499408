import type { Offsets, Viewer } from '@trekker/kit';
import type { PublicError } from '../src/errors/public-error.ts';
import { viewerOf, type TestEngine } from './engine-harness.ts';

/** A subscription and everything it heard. */
export interface Listening {
  readonly heard: string[];
  readonly errors: PublicError[];
  completed: boolean;
  leave(): void;
}

/** Subscribes at an engine and records. */
export async function listen(
  query: string,
  {
    viewer = viewerOf('ada'),
    variables = {},
    readAfter,
    on,
  }: { viewer?: Viewer | null; variables?: Record<string, unknown>; readAfter?: Offsets; on: TestEngine },
): Promise<Listening> {
  const verifiedAt = on.engine.hub.mark();
  const accepted = await on.engine.accept({ query, operationName: null, variables });
  const listening: Listening = { heard: [], errors: [], completed: false, leave: () => {} };
  listening.leave = on.engine.hub.subscribe({
    ...accepted,
    verifiedAt,
    caller: { viewer, requestId: 'r', clientAddress: undefined, readAfter },
    sink: {
      next: (payload) => listening.heard.push(payload.toString()),
      error: (errors) => listening.errors.push(...errors),
      complete: () => {
        listening.completed = true;
      },
      backlog: () => 0,
    },
  });
  return listening;
}

export const JOINED = `subscription {
  positionsChanged(after: "now") { positions { latitude t: tracker { id: name label person { name boss { n: name } } } } }
}`;
export const SNAPSHOT = 'subscription { positionsChanged { snapshot positions { id } } }';
export const PEOPLE = 'subscription { personChanged { name } }';
