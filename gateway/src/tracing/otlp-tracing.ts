import { setTimeout as sleep } from 'node:timers/promises';
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Config } from '@trekker/kit';
import type { ObservedCall } from '../execute/run-observer.ts';
import type { SubgraphCall } from '../execute/step.ts';
import type { PlannedOperation } from '../operation/planned-operation.ts';
import type { tracingOptions } from './config.ts';
import { formatTraceparent, parseTraceparent } from './trace-context.ts';
import type { RequestTrace, TracedRequest, Tracing } from './tracing.ts';

/** How long a stop waits for what is still to be sent, in milliseconds. */
const FLUSH_MS = 2_000;

/**
 * Sends spans to a collector in batches, aside from requests; what it does not take in time is dropped. Names and
 * attributes are those of the semantic conventions for HTTP and GraphQL; documents and variables are not told.
 */
export function openTracing(config: Config<typeof tracingOptions>): Tracing {
  const exporter = new OTLPTraceExporter({
    url: `${config.traceEndpoint.replace(/\/+$/u, '')}/v1/traces`,
    headers: headersIn(config.traceHeaders),
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': config.traceService }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(config.tracePercent / 100) }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })],
  });
  const tracer = provider.getTracer('trekker-gateway');
  return {
    begins(request) {
      const parent = config.traceParents ? parseTraceparent(request.traceparent) : undefined;
      return new SpansOfRequest(tracer, request, parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT);
    },
    async stop() {
      const sent = provider.shutdown().catch(() => undefined); // nobody is left to hear of it
      await Promise.race([sent, sleep(FLUSH_MS, undefined, { ref: false })]);
    },
  };
}

class SpansOfRequest implements RequestTrace {
  readonly #tracer: Tracer;
  readonly #span: Span;
  readonly #context: Context;
  #phase: { readonly span: Span; readonly context: Context } | null = null;

  // oxlint-disable-next-line max-params -- by what, of what, below what
  constructor(tracer: Tracer, { transport, method, requestId }: TracedRequest, parent: Context) {
    this.#tracer = tracer;
    const attributes = {
      'http.request.method': method,
      'url.path': '/graphql',
      'network.protocol.name': transport,
      'trekker.request.id': requestId,
    };
    this.#span = tracer.startSpan(`${method} /graphql`, { kind: SpanKind.SERVER, attributes }, parent);
    this.#context = trace.setSpan(parent, this.#span);
  }

  enters(phase: 'admission' | 'planning' | 'execution'): void {
    this.#phase?.span.end();
    const span = this.#tracer.startSpan(phase, {}, this.#context);
    this.#phase = { span, context: trace.setSpan(this.#context, span) };
  }

  asks({ kind, text: { operationName } }: PlannedOperation['checked']): void {
    this.#span.setAttribute('graphql.operation.type', kind);
    if (operationName !== null) this.#span.setAttribute('graphql.operation.name', operationName);
  }

  callBegins(call: SubgraphCall, variables: Readonly<Record<string, unknown>>): ObservedCall {
    const lists = Object.values(variables).filter((value) => Array.isArray(value));
    const what = lists.length > 0 ? 'entities' : 'root fields';
    const attributes = {
      'graphql.operation.type': call.document.startsWith('mutation') ? 'mutation' : 'query',
      ...(call.operationName === undefined ? {} : { 'graphql.operation.name': call.operationName }),
      'trekker.subgraph': call.subgraph,
      'trekker.entities': lists.reduce((sum, list) => sum + list.length, 0),
    };
    const parent = this.#phase?.context ?? this.#context;
    const span = this.#tracer.startSpan(`${call.subgraph} ${what}`, { kind: SpanKind.CLIENT, attributes }, parent);
    return {
      traceparent: formatTraceparent(span.spanContext()),
      ends(how) {
        if (how !== 'ok') fail(span, how);
        span.end();
      },
    };
  }

  ends(outcome: string, status?: number): void {
    this.#phase?.span.end();
    if (status !== undefined) this.#span.setAttribute('http.response.status_code', status);
    if (outcome !== 'ok') fail(this.#span, outcome);
    this.#span.end();
  }
}

function fail(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Header fields as `name=value,name=value`. (OpenTelemetry, OTLP exporter configuration) */
function headersIn(text: string): Record<string, string> {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim().split('='))
    .filter(([name]) => name !== '');
  return Object.fromEntries(pairs.map(([name = '', ...value]) => [name, decodeURIComponent(value.join('='))]));
}
