import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Offsets } from '@trekker/kit';
import type { GatewayConfig } from '../config.ts';
import type { Engine, Principal } from '../engine.ts';
import type { RequestedOperation } from '../documents/requested-operation.ts';
import { isLive, type AcceptedRequest } from '../generation.ts';
import { maskThrown, type ErrorContext } from '../errors/mask.ts';
import type { PublicError } from '../errors/public-error.ts';
import { RequestRefused } from '../errors/request-refused.ts';
import type { Caller } from '../execute/run.ts';
import { responseText, type Answer } from '../operation/answer.ts';
import { startDeadline } from '../operation/deadline.ts';
import { negotiate, type MediaType } from './accept.ts';
import { clientAddress } from './client-address.ts';
import { chooseCoding } from './content-coding.ts';
import type { ForwardRules } from '../dependencies.ts';
import type { RequestTrace, TracedRequest } from '../tracing/tracing.ts';
import { guardAgainstCsrf } from './csrf.ts';
import { openEventStream } from './event-stream.ts';
import { cookiesCount, forwardedOf } from './forwarded.ts';
import type { HeldBodies } from './held-bodies.ts';
import { HttpRefused } from './http-refused.ts';
import { explainIn, getParameters, postParameters } from './parameters.ts';
import { parseOffsets, READ_AFTER_HEADER } from './read-after.ts';
import { tooLarge } from './read-body.ts';
import { sendCompressed, sendReply } from './reply.ts';
import { statusOf } from './status.ts';

/** One request and everything known of it so far. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Path and query string as they came. */
  readonly target: string;
  /** Fields that every response has. */
  readonly headers: Readonly<Record<string, string>>;
  readonly context: ErrorContext;
}

/** What answers `/graphql`. */
export interface GraphQLHandlerTools {
  readonly engine: Engine;
  readonly config: GatewayConfig;
  /** Responses that stream events, for whoever stops the server. */
  readonly streams: Set<ServerResponse>;
  readonly bodies: HeldBodies;
  readonly forward: ForwardRules | undefined;
}

/** Asks, with any value, for `extensions.cost`, as `extensions: { cost: true }` of a request does. */
const COST_HEADER = 'x-trekker-cost';
/** Asks for `extensions.explain`, as the extension `explain` of a request does. */
const EXPLAIN_HEADER = 'x-trekker-explain';

/** Answers a GraphQL request over HTTP (GraphQL over HTTP, draft of 2025). Never rejects. */
export async function handleGraphQL(tools: GraphQLHandlerTools, exchange: Exchange): Promise<void> {
  const started = performance.now();
  const trace = tools.engine.tracing?.begins(tracedRequest(exchange)) ?? null;
  let kind = 'unknown';
  let mediaType: MediaType = 'application/json';
  using room = new DisposableStack();
  try {
    mediaType = negotiate(exchange.request.headers.accept);
    let parameters = await parametersOf(tools, exchange, room);
    const readAfter = parseOffsets(exchange.request.headers[READ_AFTER_HEADER]);
    const principal = await tools.engine.authenticate(credentialsOf(exchange.request));
    parameters = withHeaders(parameters, exchange.request);
    const accepted = await tools.engine.accept(parameters, {
      viewer: principal.viewer,
      clientAddress: clientAddress(exchange.request, tools.config),
      trace,
    });
    ({ kind } = accepted.operation.checked);
    requireMethod(exchange.request, kind);
    const caller = { ...callerOf(tools, exchange, principal), readAfter };
    const outcome = await respond(tools, exchange, { accepted, caller, principal, mediaType, trace });
    trace?.ends(outcome, exchange.response.statusCode);
    const seconds = kind === 'subscription' ? null : (performance.now() - started) / 1_000;
    tools.engine.metrics.request(kind, outcome, seconds);
  } catch (error) {
    const outcome = refuse(exchange, error, mediaType);
    trace?.ends(outcome, exchange.response.statusCode);
    tools.engine.metrics.request(kind, outcome, (performance.now() - started) / 1_000);
  }
}

function tracedRequest({ request: { method = 'GET', headers }, context: { requestId } }: Exchange): TracedRequest {
  return { transport: 'http', method, requestId, traceparent: headers['traceparent'] };
}

/** What header fields ask besides. */
function withHeaders(parameters: RequestedOperation, { headers }: IncomingMessage): RequestedOperation {
  const explain = headers[EXPLAIN_HEADER];
  const tellCost = headers[COST_HEADER] !== undefined;
  if (explain !== undefined) return { ...withCost(parameters, tellCost), explain: explainIn(explain, EXPLAIN_HEADER) };
  return withCost(parameters, tellCost);
}

function withCost(parameters: RequestedOperation, tellCost: boolean): RequestedOperation {
  return tellCost ? { ...parameters, tellCost } : parameters;
}

async function parametersOf(
  tools: GraphQLHandlerTools,
  { request, target }: Exchange,
  room: DisposableStack,
): Promise<RequestedOperation> {
  if (request.method === 'POST') {
    const { maxAnonymousBodyBytes, maxBodyBytes } = tools.config;
    const freeBytes = Math.min(maxAnonymousBodyBytes, maxBodyBytes);
    const admit = (stated: number | null) => admitLargeBody(tools, { request, stated, freeBytes, room });
    const parameters = await postParameters(request, { freeBytes, admit });
    guard(tools, request);
    return parameters;
  }
  if (request.method !== 'GET') throw new HttpRefused(405, 'use POST or GET', { headers: { allow: 'GET, POST' } });
  guard(tools, request);
  return getParameters(new URLSearchParams(target.slice(target.indexOf('?') + 1 || target.length)));
}

function guard({ forward }: GraphQLHandlerTools, { headers }: IncomingMessage): void {
  if (cookiesCount(forward)) guardAgainstCsrf(headers);
}

/** How much is read of a body that not everybody may send: it is held until the request is answered. */
async function admitLargeBody(
  { engine, bodies, config: { maxBodyBytes } }: GraphQLHandlerTools,
  { request, stated, freeBytes, room }: LargeBody,
): Promise<number> {
  guardAgainstCsrf(request.headers);
  const { viewer } = await engine.authenticate(credentialsOf(request));
  if (!viewer) throw tooLarge(stated, { most: freeBytes, of: ' of who is not signed in' });
  if (stated === null || stated <= maxBodyBytes) room.defer(bodies.hold(stated ?? maxBodyBytes));
  return maxBodyBytes;
}

interface LargeBody {
  readonly request: IncomingMessage;
  /** Bytes that the request states, or null. */
  readonly stated: number | null;
  readonly freeBytes: number;
  /** What is held until the request is answered. */
  readonly room: DisposableStack;
}

/** The cookie counts here, because whoever got this far passed the guard against forged requests. */
function credentialsOf({ headers }: IncomingMessage) {
  return { authorization: headers.authorization ?? null, cookie: headers.cookie ?? null };
}

function requireMethod({ method }: IncomingMessage, kind: string): void {
  if (method === 'GET' && kind !== 'query') {
    throw new HttpRefused(405, `${kind}s need POST`, { headers: { allow: 'POST' } });
  }
}

/** Event streams hold as much as sockets do, and there may be as many. */
function requireRoom({ streams, config: { maxSockets } }: GraphQLHandlerTools): void {
  if (streams.size < maxSockets) return;
  throw new HttpRefused(503, `${maxSockets} event streams are open already; come back later`, { code: 'UNAVAILABLE' });
}

function callerOf(
  { config, forward }: GraphQLHandlerTools,
  { request, context }: Exchange,
  { viewer }: Principal,
): Omit<Caller, 'signal' | 'readAfter'> {
  return {
    viewer,
    requestId: context.requestId,
    clientAddress: clientAddress(request, config),
    forwarded: forwardedOf(forward, request.headers),
  };
}

interface Ready {
  readonly accepted: AcceptedRequest;
  readonly caller: Omit<Caller, 'signal'> & { readonly readAfter: Offsets | undefined };
  readonly principal: Principal;
  readonly mediaType: MediaType;
  readonly trace: RequestTrace | null;
}

/** Answers `ok` or the code of the first error. */
async function respond(tools: GraphQLHandlerTools, exchange: Exchange, ready: Ready): Promise<string> {
  const { accepted, caller, principal, mediaType, trace } = ready;
  const { response, headers } = exchange;
  // Whoever left meanwhile is not told apart from now on: nothing would end what is begun for them.
  if (response.destroyed) return 'ok';
  if (isLive(accepted)) {
    if (mediaType !== 'text/event-stream') throw new HttpRefused(406, SUBSCRIPTION_HINT);
    requireRoom(tools);
    const sink = openEventStream(response, { ...tools.config, headers });
    const leave = tools.engine.hub.subscribe({ ...accepted, caller, verifiedAt: principal.verifiedAt, sink });
    tools.streams.add(response);
    response.once('close', () => {
      tools.streams.delete(response);
      leave();
    });
    return 'ok';
  }
  using deadline = startDeadline(tools.config.requestDeadlineMs);
  response.once('close', deadline.cancel);
  const signal = deadline.signal;
  const answer = await tools.engine.answer({ ...accepted, caller: { ...caller, signal }, observer: trace });
  response.off('close', deadline.cancel);
  if (mediaType === 'text/event-stream') {
    const sink = openEventStream(response, { ...tools.config, headers });
    sink.next(Buffer.from(answer.text));
    sink.complete();
  } else {
    await sendAnswer(tools, exchange, { answer, mediaType, isQuery: accepted.operation.checked.kind === 'query' });
  }
  return answer.errors[0]?.extensions.code ?? 'ok';
}

interface ReadyAnswer {
  readonly answer: Answer;
  readonly mediaType: Exclude<MediaType, 'text/event-stream'>;
  readonly isQuery: boolean;
}

/**
 * Sends an answer, compressed where it is long and the client likes that. Answers to mutations never are: among them are
 * those with tokens, which must not lie in one compressed text with what others made the client send (BREACH).
 */
function sendAnswer(
  { config: { compressFromBytes } }: GraphQLHandlerTools,
  { request, response, headers }: Exchange,
  { answer: { text, wrote }, mediaType, isQuery }: ReadyAnswer,
): Promise<void> | void {
  const reply = { status: 200, mediaType, text, wrote, headers };
  if (!isQuery || compressFromBytes === 0 || text.length < compressFromBytes) return sendReply(response, reply);
  const coding = chooseCoding(request.headers['accept-encoding']);
  const varying = { ...reply, headers: { ...headers, vary: 'accept-encoding' } };
  return coding === null ? sendReply(response, varying) : sendCompressed(response, varying, coding);
}

const SUBSCRIPTION_HINT = 'subscriptions need a WebSocket (graphql-transport-ws) or accept: text/event-stream';

/** Answers with errors alone. */
function refuse({ response, context, headers }: Exchange, error: unknown, mediaType: MediaType): string {
  const errors = error instanceof RequestRefused ? error.errors : [maskThrown(error, context)];
  const code = errors[0]?.extensions.code ?? 'INTERNAL';
  const json = mediaType === 'text/event-stream' ? 'application/graphql-response+json' : mediaType;
  const http = error instanceof HttpRefused ? error : { status: statusOf(code, json), headers: {} };
  sendReply(response, {
    status: http.status,
    mediaType: json,
    text: responseText(undefined, errors),
    headers: { ...headers, ...retryAfter(errors), ...http.headers },
  });
  return code;
}

/** When to come back, in whole seconds, where an error tells. (RFC 9110, 10.2.3) */
function retryAfter([error]: readonly PublicError[]): Record<string, string> {
  const milliseconds = error?.extensions['retryAfterMs'];
  return typeof milliseconds === 'number' ? { 'retry-after': String(Math.ceil(milliseconds / 1_000)) } : {};
}
