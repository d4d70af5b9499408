import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import { registerMeasures, type Measure } from './measures.ts';

/** What a process of a subgraph counts, in Prometheus' format, beside what Node tells of itself. */
export interface ProcessMetrics {
  /** An operation was answered: `ok`, `errors` (answered with errors) or `failed` (no answer). */
  operation(outcome: 'ok' | 'errors' | 'failed', seconds: number): void;
  /** Everything, as Prometheus scrapes it. */
  text(): Promise<{ contentType: string; body: string }>;
}

/** What is read at each scrape. */
export interface LiveFacts {
  readonly streams: () => number;
  /** Why the process does not do its work, or null. */
  readonly ready: () => Promise<string | null>;
  /** What the service counts besides. */
  readonly measures?: readonly Measure[];
}

/** Counts for one subgraph; once per process, since Node tells of the whole of it. */
export function createProcessMetrics(subgraph: string, { streams, ready, measures = [] }: LiveFacts): ProcessMetrics {
  const registry = new Registry();
  const registers = [registry];
  registry.setDefaultLabels({ subgraph });
  collectDefaultMetrics({ register: registry });
  registerMeasures(registry, measures);
  const operations = new Counter({
    name: 'trekker_subgraph_operations_total',
    help: 'Operations answered: ok, errors (answered with errors) or failed (no answer).',
    labelNames: ['outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'trekker_subgraph_operation_duration_seconds',
    help: 'Time from an operation to its answer, subscriptions left out.',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15],
    registers,
  });
  const gauge = (name: string, help: string, value: () => number | Promise<number>) => {
    const collect = async () => made.set(await value());
    const made: Gauge = new Gauge({ name: `trekker_subgraph_${name}`, help, registers, collect });
  };
  gauge('streams_active', 'Subscriptions followed by gateways now.', streams);
  gauge('ready', 'Whether the process does its work: 1 or 0.', async () => Number((await ready()) === null));
  return {
    operation(outcome, tookSeconds) {
      operations.inc({ outcome });
      seconds.observe(tookSeconds);
    },
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
