import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A span as it came. */
export interface SpanSent {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly status: { readonly code?: number };
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly seconds: number;
}

/** A collector of OpenTelemetry on loopback that takes OTLP over HTTP as JSON. */
export interface Collector extends AsyncDisposable {
  readonly endpoint: string;
  readonly spans: SpanSent[];
  /** Names and header fields of what was sent. */
  readonly services: Set<unknown>;
  readonly keys: Set<unknown>;
  /** Waits for a span of a name. Fails after ten seconds. */
  span(name: string): Promise<SpanSent>;
}

export async function openCollector(): Promise<Collector> {
  const spans: SpanSent[] = [];
  const services = new Set<unknown>();
  const keys = new Set<unknown>();
  const server = createServer((request, response) => {
    void (async () => {
      const text = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString('utf8');
      if (request.url !== '/v1/traces') return void response.writeHead(404).end();
      keys.add(request.headers['x-key']);
      for (const { resource, scopeSpans } of JSON.parse(text).resourceSpans) {
        services.add(valuesOf(resource.attributes)['service.name']);
        spans.push(...scopeSpans.flatMap((scope: any) => scope.spans.map(spanOf)));
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    })();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    services,
    keys,
    async span(name) {
      for (let waited = 0; waited < 10_000; waited += 20) {
        const found = spans.find((span) => span.name === name);
        if (found) return found;
        await sleep(20);
      }
      throw new Error(`no span ${name} came, but ${spans.map((span) => span.name).join(', ')}`);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function spanOf({ attributes, startTimeUnixNano, endTimeUnixNano, ...span }: any): SpanSent {
  const seconds = Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e9;
  return { ...span, attributes: valuesOf(attributes), seconds };
}

function valuesOf(attributes: { key: string; value: Record<string, unknown> }[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
