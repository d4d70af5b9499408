import type { SubgraphRequest, SubgraphResult } from './executor.ts';
import { formatFailure } from './format-error.ts';

/** How a subscription gets its events and turns each into a result. */
interface Source {
  /** Opens the source of events, or answers with errors. */
  open(): Promise<AsyncIterator<unknown> | SubgraphResult>;
  run(event: unknown): Promise<SubgraphResult>;
}

/**
 * One subscription as an iterator that ends at once when its reader returns or the request's signal fires, even while
 * the source is quiet.
 */
export function subscribeWith(request: SubgraphRequest, source: Source): AsyncIterableIterator<SubgraphResult> {
  let events: AsyncIterator<unknown> | undefined;
  let opening: Promise<void> | undefined;
  let refused: SubgraphResult | undefined;
  let ended = false;

  async function open(): Promise<void> {
    const opened = await source.open().catch(formatFailure);
    if ('next' in opened) events = opened;
    else refused = opened;
    if (ended) await events?.return?.();
  }

  /** The next event, or what its reader is told when the source fails in the middle. */
  async function nextEvent(): Promise<IteratorResult<unknown> | { refusal: SubgraphResult }> {
    try {
      return (await events?.next()) ?? { value: undefined, done: true };
    } catch (failure) {
      return { refusal: formatFailure(failure) };
    }
  }

  async function end(): Promise<IteratorResult<SubgraphResult>> {
    ended = true;
    request.signal.removeEventListener('abort', abort);
    await events?.return?.();
    return { value: undefined, done: true };
  }

  function abort(): void {
    void end();
  }

  request.signal.addEventListener('abort', abort, { once: true });

  return {
    async next() {
      await (opening ??= open());
      if (ended) return { value: undefined, done: true };
      if (refused) {
        await end();
        return { value: refused, done: false };
      }
      const event = await nextEvent();
      if ('refusal' in event) {
        await end();
        return { value: event.refusal, done: false };
      }
      if (event.done) return end();
      return { value: await source.run(event.value), done: false };
    },
    return: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
