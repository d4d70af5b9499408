import { setTimeout as sleep } from 'node:timers/promises';
import type { Credentials, Viewer } from '@trekker/kit';
import { Budgets } from './admission/budgets.ts';
import { viewerAuthority } from './authorisation/viewer-authority.ts';
import type { GatewayConfig } from './config.ts';
import type { GatewayDependencies, Supergraph } from './dependencies.ts';
import { DocumentStore } from './documents/document-store.ts';
import type { RequestedOperation } from './documents/requested-operation.ts';
import { openTrustedDocuments, type TrustedDocuments } from './documents/trusted-documents.ts';
import {
  createGeneration,
  type AcceptedRequest,
  type Generation,
  type GenerationAsker,
  type GenerationParts,
} from './generation.ts';
import { explainedAnswer, extensionsOf } from './explain/explained-answer.ts';
import { requireMayExplain } from './explain/explain-mode.ts';
import { Metrics } from './metrics.ts';
import { answerOperation, withExtensions, type Answer, type OperationRequest } from './operation/answer.ts';
import { CoalescedQueries } from './operation/coalesced-queries.ts';
import { UnderWay } from './operation/under-way.ts';
import type { PlanningThread } from './planner/planning-thread.ts';
import type { RequestTrace, Tracing } from './tracing/tracing.ts';
import { SubscriptionHub } from './subscriptions/subscription-hub.ts';

/** A verified caller, and the mark of the moment of verification that `SubscriptionHub` asks for. */
export interface Principal {
  readonly viewer: Viewer | null;
  readonly verifiedAt: number;
}

/** On whose behalf a request is accepted. */
export interface Asker {
  readonly viewer: Viewer | null;
  readonly clientAddress?: string | undefined;
  /** Who follows the request; absent: nobody. */
  readonly trace?: RequestTrace | null;
}

/** Whose budget a request draws on: that of the verified caller, else that of the address. */
function principalOf({ viewer, clientAddress = '' }: Asker): string {
  return viewer ? JSON.stringify([viewer.tenantId, viewer.actor.kind, viewer.actor.id]) : clientAddress;
}

const NOBODY: Asker = { viewer: null };

/** Everything between a request and its answer. HTTP, event streams and WebSockets stand on this alone. */
export interface Engine {
  readonly hub: SubscriptionHub;
  readonly metrics: Metrics;
  /** Null where there are no traces. */
  readonly tracing: Tracing | null;
  /** Fails with UNAUTHENTICATED or TOKEN_EXPIRED when a credential is bad. */
  authenticate(credentials: Credentials): Promise<Principal>;
  /** Finds the document, admits, plans and binds a request on the generation of now. Fails with a RequestRefused. */
  accept(request: RequestedOperation, asker?: Asker): Promise<AcceptedRequest>;
  /** Runs a query or mutation. */
  answer(request: AcceptedRequest & OperationRequest): Promise<Answer>;
  /**
   * Makes another supergraph answer from now on. Queries and mutations under way end on the one before; subscriptions go
   * on on the new one, where they still are valid there. Fails when the supergraph cannot be read; then everything stays
   * as it is.
   */
  replace(supergraph: Supergraph): Promise<void>;
  /** Plans what clients are known to ask, behind what they ask meanwhile. Each later supergraph is so planned before it takes over. */
  foresee(): Promise<void>;
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
  /** A thread that has read the supergraph; absent: one is started. */
  readonly thread?: PlanningThread;
}

/** Reads the supergraph and makes it answer. Fails when it cannot be read. */
export async function createEngine({ config, deps, openSockets, thread }: EngineParts): Promise<Engine> {
  const live = () => ({
    subscriptions: hub.subscriptions,
    upstreams: hub.upstreams,
    slow: hub.slow,
    plans: current.plans(),
    waitingPlans: current.waitingPlans(),
    sockets: openSockets(),
  });
  const metrics = new Metrics(live, deps.measures);
  const parts = generationParts(config, deps, metrics);
  const trusted = await trustedDocuments(config, deps);
  const documents = new DocumentStore(config, trusted);
  const budgets = new Budgets(config, deps.clock);
  const tracing = config.traceEndpoint === '' ? null : (await import('./tracing/otlp-tracing.ts')).openTracing(config);
  let current: Generation = await createGeneration(deps, parts, thread);
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
    tracing,
    async authenticate(credentials) {
      const verifiedAt = hub.mark();
      return { viewer: await deps.authenticate(credentials), verifiedAt };
    },
    async accept(request, asker = NOBODY) {
      if (request.explain) requireMayExplain({ config, authority: parts.authority }, asker.viewer);
      const { query, keep } = await documents.find(request);
      // What waits for its plan is under way as much as what runs.
      const accepted = await underWay.track(current.accept({ ...request, query }, drawingOn(budgets, request, asker)));
      keep();
      return accepted;
    },
    answer: (request) => underWay.track(answerBy({ run, coalesced }, request)),
    async replace(supergraph) {
      const next = await createGeneration(supergraph, parts);
      generations.add(next);
      await foreseeAll(next, trusted);
      const before = current;
      current = next;
      await hub.adopt(current);
      void before.retire().then(() => before.stock ?? generations.delete(before));
    },
    foresee: () => foreseeAll(current, trusted),
    idle: () => underWay.idle(),
    async stop() {
      hub.close();
      for (const generation of generations) await generation.stop();
      await tracing?.stop();
    },
  };
}

/** How requests are run. */
interface Running {
  readonly run: (request: AcceptedRequest & OperationRequest) => Promise<Answer>;
  /** Null where each request is run for itself. */
  readonly coalesced: CoalescedQueries | null;
}

async function answerBy({ run, coalesced }: Running, request: AcceptedRequest & OperationRequest): Promise<Answer> {
  if (request.explain) return explainedAnswer(request, run);
  const isShared = coalesced !== null && isSameForAll(request);
  const answer = await (isShared ? coalesced.answer(request, run) : run(request));
  const extensions = extensionsOf(request);
  return extensions ? withExtensions(answer, extensions) : answer;
}

/** Whether all requests of one caller for it have one answer: the gateway itself tells each of its own charge. */
function isSameForAll({ generation: { execution }, operation: { checked, plan } }: AcceptedRequest): boolean {
  return checked.kind === 'query' && !plan.steps.some(({ call }) => call.subgraph === execution.own?.name);
}

// oxlint-disable-next-line max-params -- whose, for what, by whom
function drawingOn(budgets: Budgets, { tellCost, explain }: RequestedOperation, asker: Asker): GenerationAsker {
  const principal = principalOf(asker);
  const charge = (cost: number) => budgets.charge(principal, cost);
  return {
    viewer: asker.viewer,
    principal,
    trace: asker.trace ?? null,
    charge,
    tellCost: tellCost ?? false,
    explain: explain ?? null,
  };
}

// oxlint-disable-next-line max-params -- what is set, what is given, what counts
function generationParts(
  config: GatewayConfig,
  { log, clock, authority }: GatewayDependencies,
  metrics: Metrics,
): GenerationParts {
  return {
    config,
    log,
    clock,
    authority: authority === undefined ? viewerAuthority(clock) : authority,
    subgraphErrors: config.subgraphErrors,
    observeCall: (subgraph, outcome, seconds) => metrics.subgraphCall(subgraph, outcome, seconds),
    observePlan: (outcome) => metrics.planLookup(outcome),
    observePlanning: (outcome, seconds) => metrics.planning(outcome, seconds),
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

/** Longest time in milliseconds that another supergraph waits for what is foreseen to be planned. */
const FORESEEING_MS = 30_000;

async function foreseeAll(generation: Generation, trusted: TrustedDocuments): Promise<void> {
  await Promise.race([generation.foresee(trusted.texts()), sleep(FORESEEING_MS, undefined, { ref: false })]);
}
