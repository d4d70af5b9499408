import type { Crawled } from './crawl.ts';
import type { Populated } from './populate.ts';

/** What only one tenant may ever see: texts, ids and secrets, as they would stand in an answer. */
export interface Traces {
  /** Its marker and its secrets; nobody else ever sends these. */
  readonly texts: readonly string[];
  /** Ids of all that it has. */
  readonly ids: readonly string[];
}

/** The traces of a tenant. */
export function tracesOf({ marker, secrets }: Populated, { ids }: Crawled): Traces {
  return { texts: [marker, ...secrets], ids: [...ids.values()].flat() };
}

/** Each trace that stands in one of the texts, with the text around it. */
export function found(traces: readonly string[], texts: Iterable<string>): string[] {
  return [...texts].flatMap((text) => {
    const lower = text.toLowerCase();
    return traces
      .map((trace) => lower.indexOf(trace.toLowerCase()))
      .filter((at) => at >= 0)
      .map((at) => `…${text.slice(Math.max(0, at - 200), at + 200)}…`);
  });
}
