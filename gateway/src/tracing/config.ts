import { flag, integer, text, type Options } from '@trekker/kit';

/** What an operator may set on traces. */
export const tracingOptions = {
  traceEndpoint: {
    env: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    type: text,
    default: '',
    doc: 'Collector of OpenTelemetry that takes traces by OTLP over HTTP, for example `http://localhost:4318`; they go to `/v1/traces` below it. Absent: there are no traces, and nothing that they need is loaded.',
  },
  traceHeaders: {
    env: 'OTEL_EXPORTER_OTLP_HEADERS',
    type: text,
    default: '',
    doc: 'Header fields for the collector, as `name=value,name=value`, values percent-encoded.',
    secret: true,
  },
  traceService: {
    env: 'OTEL_SERVICE_NAME',
    type: text,
    default: 'trekker-gateway',
    doc: 'What the gateway calls itself in traces.',
  },
  tracePercent: {
    env: 'TREKKER_GATEWAY_TRACE_PERCENT',
    type: integer({ min: 0, max: 100 }),
    default: 100,
    doc: 'Of how many requests in a hundred there are traces, where the caller does not decide that.',
  },
  traceParents: {
    env: 'TREKKER_GATEWAY_TRACE_PARENTS',
    type: flag,
    default: false,
    doc: 'Whether the `traceparent` of callers is believed: their traces are then gone on with, and they decide which there are. Switch it on where a proxy of yours sets it.',
  },
} as const satisfies Options;
