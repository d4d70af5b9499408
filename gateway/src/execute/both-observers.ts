import type { RunObserver } from './run-observer.ts';

/** Lets two follow one run; the subgraph is told of the second's call. */
export function bothObservers(first: RunObserver, second: RunObserver | null | undefined): RunObserver {
  if (!second) return first;
  return {
    callBegins(call, variables) {
      const observed = [first.callBegins(call, variables), second.callBegins(call, variables)] as const;
      return {
        traceparent: observed[1].traceparent,
        ends(how) {
          for (const each of observed) each.ends(how);
        },
      };
    },
  };
}
