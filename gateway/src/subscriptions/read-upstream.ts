import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SubgraphResult } from '@trekker/kit';
import { isHolder } from '../execute/data.ts';

/** Something a subgraph's subscription says. */
export interface UpstreamEvent {
  /** An event; or the reason why there are no more of them: refused from the start, or cut short. */
  readonly kind: 'event' | 'last word';
  readonly result: SubgraphResult;
}

/**
 * Reads the stream of a subgraph. An answer without data after which the stream ends at once is why it ends, however it
 * is dressed; followed by others, it is an event whose fields failed.
 */
export async function* readUpstream(
  events: AsyncIterableIterator<SubgraphResult>,
): AsyncGenerator<UpstreamEvent, void> {
  let ahead: Promise<IteratorResult<SubgraphResult>> | undefined;
  for (;;) {
    const { done, value } = await (ahead ?? events.next());
    ahead = undefined;
    if (done) return;
    if (isHolder(value.data)) {
      yield { kind: 'event', result: value };
      continue;
    }
    ahead = events.next();
    if (await endsAtOnce(ahead)) return yield { kind: 'last word', result: value };
    yield { kind: 'event', result: value };
  }
}

/** Also keeps a rejection, which the next turn of the loop throws, from counting as unhandled until then. */
function endsAtOnce(next: Promise<IteratorResult<SubgraphResult>>): Promise<boolean> {
  const ended = next.then(
    ({ done }) => done === true,
    () => false,
  );
  return Promise.race([ended, nextTurn(false)]);
}
