import { asDefault, flag, integer, oneOf, port, processSettings, text, type Config, type Options } from '@trekker/kit';
import { admissionOptions } from './admission/config.ts';
import { documentOptions } from './documents/config.ts';
import { networks } from './http/client-address.ts';
import { planningOptions } from './planner/config.ts';
import { parts } from './remote/parse-parts.ts';
import { tracingOptions } from './tracing/config.ts';
import { tokenOptions } from './tokens/config.ts';
import { subgraphsSettings } from './standalone/subgraph-settings.ts';

const LOOPBACK = asDefault(networks, '127.0.0.0/8,::1');

/** Everything an operator may set on the gateway. */
export const gatewayOptions = {
  port: {
    env: 'TREKKER_GATEWAY_PORT',
    type: port,
    default: 4000,
    doc: 'TCP port of GraphQL, GraphiQL, health and metrics; 0 takes a free one.',
  },
  host: {
    env: 'TREKKER_WEB_HOST',
    type: text,
    default: '127.0.0.1',
    doc: 'Address that web and API listen on; anything but a loopback address opens them to the network.',
  },
  executor: {
    env: 'TREKKER_GATEWAY_EXECUTOR',
    type: oneOf('trekker', 'stock'),
    default: 'trekker',
    doc: 'What runs query plans: our executor, or the one of @apollo/gateway, which is slower and kept for comparison. Subscriptions always use ours.',
  },
  subgraphErrors: {
    env: 'TREKKER_GATEWAY_SUBGRAPH_ERRORS',
    type: oneOf('masked', 'shown'),
    default: 'masked',
    doc: 'Whether callers see every error of a subgraph with its message and code, or only those with a code of ours and INTERNAL for others.',
  },
  origins: {
    env: 'TREKKER_GATEWAY_ORIGINS',
    type: text,
    default: '',
    doc: 'Origins besides our own host whose pages may open WebSockets, exact and separated by commas, for example `https://maps.example.org`; others are refused with 403.',
  },
  trustForwardedFor: {
    env: 'TREKKER_GATEWAY_TRUST_FORWARDED_FOR',
    type: flag,
    default: false,
    doc: 'Whether the last address of X-Forwarded-For is believed of the proxies; switch it on where they set it.',
  },
  proxies: {
    env: 'TREKKER_GATEWAY_PROXIES',
    type: networks,
    default: LOOPBACK,
    doc: 'Networks of the proxies in front of the gateway; absent: this machine.',
  },
  graphiql: {
    env: 'TREKKER_GATEWAY_GRAPHIQL',
    type: flag,
    default: true,
    doc: 'Whether GraphiQL is served at /graphiql; otherwise the path answers 404.',
  },
  keepAliveMs: {
    env: 'TREKKER_GATEWAY_KEEP_ALIVE_MS',
    type: integer({ min: 100, max: 3_600_000 }),
    default: 65_000,
    doc: 'Time in milliseconds for which a connection without a request stays open. Longer than what a load balancer in front waits, often 60 s: otherwise it now and then sends a request just when the connection closes, and answers 502.',
  },
  compressFromBytes: {
    env: 'TREKKER_GATEWAY_COMPRESS_FROM_BYTES',
    type: integer({ min: 0, max: 1_073_741_824 }),
    default: 16_384,
    doc: 'Length from which answers to queries are compressed for clients that accept zstd, br or gzip: it costs CPU, about 0.04 ms for 16 kB and 0.3 ms for 256 kB, and leaves a sixth of the bytes. 0: they never are, for where a proxy in front does so.',
  },
  explain: {
    env: 'TREKKER_GATEWAY_EXPLAIN',
    type: oneOf('permitted', 'anybody', 'off'),
    default: 'permitted',
    doc: 'Who is shown the plan of an operation on asking for it by `x-trekker-explain`: who holds the permission of `TREKKER_GATEWAY_EXPLAIN_SCOPE`, anybody, or nobody; others are refused with FORBIDDEN.',
  },
  explainScope: {
    env: 'TREKKER_GATEWAY_EXPLAIN_SCOPE',
    type: text,
    default: 'settings:write',
    doc: 'Permission, or scope of a token, that plans are shown for.',
  },
  maxBodyBytes: {
    env: 'TREKKER_GATEWAY_MAX_BODY_BYTES',
    type: integer({ min: 1_024, max: 16_777_216 }),
    default: 16_777_216,
    doc: 'Largest request body in bytes of who is signed in; a larger one is refused with 413.',
  },
  maxAnonymousBodyBytes: {
    env: 'TREKKER_GATEWAY_MAX_ANONYMOUS_BODY_BYTES',
    type: integer({ min: 1_024, max: 16_777_216 }),
    default: 524_288,
    doc: 'Largest request body in bytes of who is not signed in; a larger one is refused with 413.',
  },
  maxHeldBodyBytes: {
    env: 'TREKKER_GATEWAY_MAX_HELD_BODY_BYTES',
    type: integer({ min: 1_024, max: 4_294_967_296 }),
    default: 67_108_864,
    doc: 'Most bytes at once of bodies that only who is signed in may send; more are refused with 503, but one is always let in.',
  },
  headersMs: {
    env: 'TREKKER_GATEWAY_HEADERS_MS',
    type: integer({ min: 100, max: 300_000 }),
    default: 10_000,
    doc: 'Longest time in milliseconds until the headers of a request are there; whoever is slower is cut off, within half as much again.',
  },
  receiveMs: {
    env: 'TREKKER_GATEWAY_RECEIVE_MS',
    type: integer({ min: 100, max: 3_600_000 }),
    default: 30_000,
    doc: 'Longest time in milliseconds until a request is there whole; whoever is slower is cut off, within half of the shorter of both times more.',
  },
  ...admissionOptions,
  ...documentOptions,
  ...planningOptions,
  ...tracingOptions,
  coalesceQueries: {
    env: 'TREKKER_GATEWAY_COALESCE_QUERIES',
    type: flag,
    default: false,
    doc: 'Whether equal queries that the same verified caller has under way at the same time are run once.',
  },
  requestDeadlineMs: {
    env: 'TREKKER_GATEWAY_REQUEST_DEADLINE_MS',
    type: integer({ min: 100, max: 300_000 }),
    default: 15_000,
    doc: 'Longest time in milliseconds that one operation runs once it is planned, waits to be planned, or one subscription event takes; what is missing then fails with TIMEOUT.',
  },
  endlessSubscriptions: {
    env: 'TREKKER_GATEWAY_ENDLESS_SUBSCRIPTIONS',
    type: flag,
    default: true,
    doc: 'Whether a subscription that its subgraph ends counts as interrupted and fails with UNAVAILABLE, as ours never end by themselves; otherwise it completes.',
  },
  drainMs: {
    env: 'TREKKER_GATEWAY_DRAIN_MS',
    type: integer({ min: 0, max: 300_000 }),
    default: 15_000,
    doc: 'Longest time in milliseconds to finish requests under way when the gateway stops; the rest is cut off.',
  },
  maxSockets: {
    env: 'TREKKER_GATEWAY_MAX_SOCKETS',
    type: integer({ min: 1, max: 1_000_000 }),
    default: 10_000,
    doc: 'Most WebSockets open at once, and most streams of server-sent events; more are refused with 503.',
  },
  maxSocketOperations: {
    env: 'TREKKER_GATEWAY_MAX_SOCKET_OPERATIONS',
    type: integer({ min: 1, max: 10_000 }),
    default: 50,
    doc: 'Most operations under way on one WebSocket; more are refused with SUBSCRIPTION_LIMIT and the socket stays open.',
  },
  maxMessageBytes: {
    env: 'TREKKER_GATEWAY_MAX_MESSAGE_BYTES',
    type: integer({ min: 1_024, max: 16_777_216 }),
    default: 65_536,
    doc: 'Largest message in bytes a client may send on a WebSocket; a larger one closes it with 1009.',
  },
  maxQueueBytes: {
    env: 'TREKKER_GATEWAY_MAX_QUEUE_BYTES',
    type: integer({ min: 16_384, max: 1_073_741_824 }),
    default: 1_048_576,
    doc: 'Most bytes waiting for one client that reads slowly; beyond them its WebSocket is closed with 4413, an event stream is cut.',
  },
  conflateAboveBytes: {
    env: 'TREKKER_GATEWAY_CONFLATE_ABOVE_BYTES',
    type: integer({ min: 1_024, max: 1_073_741_824 }),
    default: 65_536,
    doc: 'Bytes waiting for one client beyond which it is told only the newest record of each entity, where the SDL says by `@live` what tells entities apart.',
  },
  resumeMs: {
    env: 'TREKKER_GATEWAY_RESUME_MS',
    type: integer({ min: 0, max: 300_000 }),
    default: 10_000,
    doc: 'Time in milliseconds for which it is tried to resume a lost stream of a subgraph behind its last cursor, before its subscribers hear UNAVAILABLE.',
  },
  socketInitMs: {
    env: 'TREKKER_GATEWAY_SOCKET_INIT_MS',
    type: integer({ min: 100, max: 60_000 }),
    default: 3_000,
    doc: 'Longest time in milliseconds until a new WebSocket says `connection_init`; otherwise it is closed with 4408.',
  },
  pingMs: {
    env: 'TREKKER_GATEWAY_PING_MS',
    type: integer({ min: 50, max: 300_000 }),
    default: 12_000,
    doc: 'Time in milliseconds between pings on live connections; a WebSocket that has not answered the previous one is cut.',
  },
} as const satisfies Options;

/** The values of `gatewayOptions`. */
export type GatewayConfig = Config<typeof gatewayOptions>;

/** What an operator sets besides of a gateway that is a process of its own. */
export const aloneGatewayOptions = {
  secret: processSettings.secret,
  logLevel: processSettings.logLevel,
  parts: {
    env: 'TREKKER_GATEWAY_PARTS',
    type: parts,
    default: asDefault(parts, ''),
    doc: 'Where the processes of each subgraph listen, when the gateway runs apart from them: `tenancy=http://host:port positions=http://host:port,http://host:port …`; parts that are no subgraph are only watched for `/readyz`.',
  },
  authority: {
    env: 'TREKKER_GATEWAY_AUTHORITY',
    type: text,
    default: 'tenancy',
    doc: 'Subgraph that decides who callers are, when the gateway runs apart from it.',
  },
  subgraphTimeoutMs: {
    env: 'TREKKER_GATEWAY_SUBGRAPH_TIMEOUT_MS',
    type: integer({ min: 100, max: 300_000 }),
    default: 8_000,
    doc: 'Longest time in milliseconds until a subgraph in another process begins to answer; then what it should have told fails with TIMEOUT.',
  },
} as const satisfies Options;

/** What an operator sets besides of a gateway that serves any supergraph over HTTP subgraphs. */
export const standaloneOptions = {
  subgraphs: {
    env: 'TREKKER_GATEWAY_SUBGRAPHS',
    type: subgraphsSettings,
    default: asDefault(subgraphsSettings, '{}'),
    doc: 'Addresses of subgraphs and header fields for them, where they are otherwise than the supergraph says; only for `trekker-gateway`.',
  },
  forwardHeaders: {
    env: 'TREKKER_GATEWAY_FORWARD_HEADERS',
    type: text,
    default: 'authorization',
    doc: 'Header fields of requests that subgraphs are told, separated by commas; `cookie` among them makes the guard against forged requests apply. Only for `trekker-gateway`.',
  },
  authorisation: {
    env: 'TREKKER_GATEWAY_AUTHORISATION',
    type: oneOf('none', 'subgraphs', 'gateway'),
    default: 'none',
    doc: 'Who enforces `@authenticated`, `@requiresScopes` and `@policy`: nobody, and a supergraph with one of them is refused; its subgraphs; or the gateway, by tokens that it verifies. Only for `trekker-gateway`.',
  },
  ...tokenOptions,
  busUrl: {
    env: 'TREKKER_GATEWAY_BUS_URL',
    type: text,
    default: '',
    doc: 'Redis that carries events of the subscriptions for which `subgraphs` names `channels`, as `redis://host:6379` or `unix:///path`. Only for `trekker-gateway`.',
  },
  busNamespace: {
    env: 'TREKKER_GATEWAY_BUS_NAMESPACE',
    type: text,
    default: 'trekker',
    doc: 'What Redis channels of events begin with, before a colon; a message is `{"from":"<any>","message":{…}}`. Only for `trekker-gateway`.',
  },
  supergraphPollMs: {
    env: 'TREKKER_GATEWAY_SUPERGRAPH_POLL_MS',
    type: integer({ min: 100, max: 3_600_000 }),
    default: 10_000,
    doc: 'Time in milliseconds from one look at the address of the supergraph to the next; files are looked at twice a second. Only for `trekker-gateway`.',
  },
  subgraphTimeoutMs: aloneGatewayOptions.subgraphTimeoutMs,
  subgraphConnections: {
    env: 'TREKKER_GATEWAY_SUBGRAPH_CONNECTIONS',
    type: integer({ min: 1, max: 10_000 }),
    default: 128,
    doc: 'Most connections at once to a subgraph; further requests wait for one. Only for `trekker-gateway`.',
  },
  maxSubgraphResponseBytes: {
    env: 'TREKKER_GATEWAY_MAX_SUBGRAPH_RESPONSE_BYTES',
    type: integer({ min: 1_024, max: 1_073_741_824 }),
    default: 67_108_864,
    doc: 'Largest response of a subgraph in bytes; a larger one fails with UNAVAILABLE. Only for `trekker-gateway`.',
  },
  subgraphRetries: {
    env: 'TREKKER_GATEWAY_SUBGRAPH_RETRIES',
    type: integer({ min: 0, max: 10 }),
    default: 1,
    doc: 'How often a query is sent again to a subgraph whose connection was lost or that answered 502, 503 or 504; mutations never are. A connection that the subgraph closed just as it was used again does not count. Only for `trekker-gateway`.',
  },
  breakerFailures: {
    env: 'TREKKER_GATEWAY_BREAKER_FAILURES',
    type: integer({ min: 0, max: 10_000 }),
    default: 20,
    doc: 'Failures in a row after which a subgraph is left alone and its fields fail at once with UNAVAILABLE; 0 never does so. Only for `trekker-gateway`.',
  },
  breakerOpenMs: {
    env: 'TREKKER_GATEWAY_BREAKER_OPEN_MS',
    type: integer({ min: 100, max: 600_000 }),
    default: 5_000,
    doc: 'How long in milliseconds such a subgraph is left alone until one request is let through to see whether it is back. Only for `trekker-gateway`.',
  },
  dedupeSubgraphRequests: {
    env: 'TREKKER_GATEWAY_DEDUPE_SUBGRAPH_REQUESTS',
    type: flag,
    default: false,
    doc: 'Whether equal queries to a subgraph that are under way at the same time, with equal forwarded headers, are sent once. Only for `trekker-gateway`.',
  },
} as const satisfies Options;

/** The values of `standaloneOptions`. */
export type StandaloneConfig = Config<typeof standaloneOptions>;
