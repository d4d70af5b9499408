import { Counter, Gauge, type Registry } from 'prom-client';

/** Something a service counts, told on `/metrics` of the process it runs in. */
export interface Measure {
  /** `trekker_<service>_…`, of a counter with `_total` at its end. */
  readonly name: string;
  readonly help: string;
  /** A counter only grows. */
  readonly kind: 'counter' | 'gauge';
  /** What values are told apart by; closed lists only. */
  readonly labels: readonly string[];
  /** The values as they are now; asked for at each scrape. */
  readonly read: () => readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/** Lets a registry tell measures. */
export function registerMeasures(registry: Registry, measures: readonly Measure[]): void {
  for (const { name, help, kind, labels, read } of measures) {
    const options = { name, help, labelNames: [...labels], registers: [registry] };
    if (kind === 'gauge') {
      const gauge: Gauge = new Gauge({
        ...options,
        collect: () => read().forEach(({ labels: of, value }) => gauge.set(of, value)),
      });
    } else {
      const counter: Counter = new Counter({
        ...options,
        collect() {
          counter.reset();
          for (const { labels: of, value } of read()) counter.inc(of, value);
        },
      });
    }
  }
}
