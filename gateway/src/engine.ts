import type { Credentials, Viewer } from '@trekker/kit';
import type { GatewayConfig } from './config.ts';
import type { GatewayDependencies, Supergraph } from './dependencies.ts';
import { DocumentStore } from './documents/document-store.ts';
import type { RequestedOperation } from './documents/requested-operation.ts';
import { openTrustedDocuments } from './documents/trusted-documents.ts';
import { createGeneration, type AcceptedRequest, type Generation, type GenerationParts } from './generation.ts';
import { Metrics } from './metrics.ts';
import { answerOperation, type Answer, type OperationRequest } from './operation/answer.ts';
import { CoalescedQueries } from './operation/coalesced-queries.ts';
import { UnderWay } from './operation/under-way.ts';
import { SubscriptionHub } from './subscriptions/subscription-hub.ts';

/** A verified caller, and the mark of the moment of verification that `SubscriptionHub` asks for. */
export interface Principal {
  readonly viewer: Viewer | null;
  readonly verifiedAt: number;
}

/** Everything between a request and its answer. HTTP, event streams and WebSockets stand on this alone. */
export interface Engine {
  readonly hub: SubscriptionHub;
  readonly metrics: Metrics;
  /** Fails with UNAUTHENTICATED or TOKEN_EXPIRED when a credential is bad. */
  authenticate(credentials: Credentials): Promise<Principal>;
  /** Finds the document, admits, plans and binds a request on the generation of now. Fails with a RequestRefused. */
  accept(request: RequestedOperation): Promise<AcceptedRequest>;
  /** Runs a query or mutation. */
  answer(request: AcceptedRequest & OperationRequest): Promise<Answer>;
  /**
   * Makes another supergraph answer from now on. Queries and mutations under way end on the one before; subscriptions go
   * on on the new one, where they still are valid there. Fails when the supergraph cannot be read; then everything stays
   * as it is.
   */
  replace(supergraph: Supergraph): Promise<void>;
  /** Resolves when no query or mutation is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** What an engine is made of. */
export interface EngineParts {
  readonly config: GatewayConfig;
  readonly deps: GatewayDependencies;
  /** WebSockets open now, for the metrics. */
  readonly openSockets: () => number;
}

/** Reads the supergraph and makes it answer. Fails when it cannot be read. */
export async function createEngine({ config, deps, openSockets }: EngineParts): Promise<Engine> {
  const live = () => ({
    subscriptions: hub.subscriptions,
    upstreams: hub.upstreams,
    slow: hub.slow,
    plans: current.plans(),
    sockets: openSockets(),
  });
  const metrics = new Metrics(live, deps.measures);
  const parts: GenerationParts = {
    config,
    log: deps.log,
    subgraphErrors: config.subgraphErrors,
    observeCall: (subgraph, outcome, seconds) => metrics.subgraphCall(subgraph, outcome, seconds),
    observePlan: (outcome) => metrics.planLookup(outcome),
  };
  const trusted = await trustedDocuments(config, deps);
  const documents = new DocumentStore(config, trusted);
  let current: Generation = await createGeneration(deps, parts);
  const hub = createHub(config, deps);
  const underWay = new UnderWay();
  const coalesced = config.coalesceQueries ? new CoalescedQueries(config.requestDeadlineMs) : null;
  const run = (request: AcceptedRequest & OperationRequest): Promise<Answer> => {
    const { stock, execution } = request.generation;
    return stock ? stock.answer(request) : answerOperation(execution, request);
  };
  const generations = new Set([current]);
  return {
    hub,
    metrics,
    async authenticate(credentials) {
      const verifiedAt = hub.mark();
      return { viewer: await deps.authenticate(credentials), verifiedAt };
    },
    async accept(request) {
      const { query, keep } = await documents.find(request);
      const accepted = await current.accept({ ...request, query });
      keep();
      return accepted;
    },
    answer: (request) =>
      underWay.track(
        coalesced && request.operation.checked.kind === 'query' ? coalesced.answer(request, run) : run(request),
      ),
    async replace(supergraph) {
      current = await createGeneration(supergraph, parts);
      if (current.stock) generations.add(current);
      await hub.adopt(current);
    },
    idle: () => underWay.idle(),
    async stop() {
      hub.close();
      for (const { stock } of generations) await stock?.stop();
    },
  };
}

/** The manifests an operator named, else that of whoever put the gateway together, else none. */
function trustedDocuments(config: GatewayConfig, { clock, log, trustedDocuments: own }: GatewayDependencies) {
  const named = config.trustedDocumentFiles
    .split(',')
    .map((file) => file.trim())
    .filter((file) => file !== '');
  const files = named.length > 0 ? named : (own ?? []);
  return openTrustedDocuments({ files: config.trustedDocuments === 'off' ? [] : files, clock, log });
}

function createHub(config: GatewayConfig, { log, clock }: GatewayDependencies): SubscriptionHub {
  return new SubscriptionHub({
    log,
    clock,
    eventDeadlineMs: config.requestDeadlineMs,
    endless: config.endlessSubscriptions,
    resumeMs: config.resumeMs,
    conflateAboveBytes: config.conflateAboveBytes,
  });
}
