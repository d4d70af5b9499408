import { isErrorCode, registerMeasures, type Measure } from '@trekker/kit';
import { CountedLabels } from './counted-labels.ts';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Live numbers that are read when the metrics are. */
export interface LiveNumbers {
  readonly subscriptions: number;
  readonly upstreams: number;
  readonly slow: number;
  readonly sockets: number;
  readonly plans: number;
  readonly waitingPlans: number;
}

/** What the gateway counts, in Prometheus' format. Labels hold closed lists only: operation kinds, codes, subgraphs. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Counter({
    name: 'trekker_gateway_requests_total',
    help: 'Operations answered, by kind and first error code or ok.',
    labelNames: ['operation', 'outcome'],
    registers: [this.#registry],
  });
  readonly #requestSeconds = new Histogram({
    name: 'trekker_gateway_request_duration_seconds',
    help: 'Time from the request to its answer, subscriptions left out.',
    labelNames: ['operation'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers: [this.#registry],
  });
  readonly #plans = new Counter({
    name: 'trekker_gateway_plan_lookups_total',
    help: 'Lookups of prepared operations: hit, joined (being prepared already) or miss.',
    labelNames: ['outcome'],
    registers: [this.#registry],
  });
  readonly #planSeconds = new Histogram({
    name: 'trekker_gateway_plan_duration_seconds',
    help: 'Time the planner took for a new query: planned, refused (too complex or too slow) or failed.',
    labelNames: ['outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.#registry],
  });
  readonly #calls = new Counter({
    name: 'trekker_gateway_subgraph_calls_total',
    help: 'Calls to subgraphs: ok, errors (answered with errors) or failed (no answer).',
    labelNames: ['subgraph', 'outcome'],
    registers: [this.#registry],
  });
  readonly #callSeconds = new Histogram({
    name: 'trekker_gateway_subgraph_call_duration_seconds',
    help: 'Time a subgraph took to answer.',
    labelNames: ['subgraph'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15],
    registers: [this.#registry],
  });

  readonly #requestsOf = new CountedLabels((operation, outcome) => this.#requests.labels(operation, outcome));
  readonly #requestSecondsOf = new CountedLabels((operation) => this.#requestSeconds.labels(operation));
  readonly #plansOf = new CountedLabels((outcome) => this.#plans.labels(outcome));
  readonly #callsOf = new CountedLabels((subgraph, outcome) => this.#calls.labels(subgraph, outcome));
  readonly #callSecondsOf = new CountedLabels((subgraph) => this.#callSeconds.labels(subgraph));

  /**
   * @param live read at each scrape.
   * @param measures what services count that run in this process.
   */
  constructor(live: () => LiveNumbers, measures: readonly Measure[] = []) {
    registerMeasures(this.#registry, measures);
    this.#gauge('subscriptions_active', 'Subscriptions of callers now.', () => live().subscriptions);
    this.#gauge('upstreams_active', 'Subscriptions followed at subgraphs now.', () => live().upstreams);
    this.#gauge('subscriptions_slow', 'Subscriptions whose events are conflated now.', () => live().slow);
    this.#gauge('sockets_open', 'WebSockets open now.', () => live().sockets);
    this.#gauge('plans_cached', 'Prepared operations kept now.', () => live().plans);
    this.#gauge('plans_waiting', 'New queries that wait to be planned now.', () => live().waitingPlans);
  }

  /** @param code an error code or `ok`; codes of subgraphs that are not of our list count as one. */
  request(operation: string, code: string, seconds: number | null): void {
    const outcome = code === 'ok' || isErrorCode(code) ? code : 'SUBGRAPH_ERROR';
    this.#requestsOf.for(operation, outcome).inc();
    if (seconds !== null) this.#requestSecondsOf.for(operation).observe(seconds);
  }

  planLookup(outcome: 'hit' | 'joined' | 'miss'): void {
    this.#plansOf.for(outcome).inc();
  }

  /** What the planner made of a new query. */
  planning(outcome: 'planned' | 'refused' | 'failed', seconds: number): void {
    this.#planSeconds.labels(outcome).observe(seconds);
  }

  subgraphCall(subgraph: string, outcome: 'ok' | 'errors' | 'failed', seconds: number): void {
    this.#callsOf.for(subgraph, outcome).inc();
    this.#callSecondsOf.for(subgraph).observe(seconds);
  }

  /** Everything, as Prometheus scrapes it. */
  async text(): Promise<{ contentType: string; body: string }> {
    return { contentType: this.#registry.contentType, body: await this.#registry.metrics() };
  }

  #gauge(name: string, help: string, value: () => number): void {
    const gauge: Gauge = new Gauge({
      name: `trekker_gateway_${name}`,
      help,
      registers: [this.#registry],
      collect: () => gauge.set(value()),
    });
  }
}
