import type { SubgraphExecutor, SubgraphRequest, SubgraphResult } from '@trekker/kit';
import { canonicalJson } from '../document/canonical-json.ts';
import { subgraphRequest } from '../execute/call-subgraph.ts';
import { startRun, type Caller } from '../execute/run.ts';
import type { RootCall } from '../execute/step.ts';
import type { AcceptedRequest } from '../generation.ts';
import { memberFilter, withoutFilters } from '../live/member-filter.ts';

interface UpstreamOptions {
  /** Whether member filters are left away. */
  readonly isShared: boolean;
  /** Behind which cursor it begins; null: as by itself. */
  readonly after: string | null;
}

/** What is followed at a subgraph. */
export class UpstreamRequest {
  readonly request: AcceptedRequest;
  readonly call: RootCall;
  readonly #options: UpstreamOptions;

  constructor(request: AcceptedRequest, options: UpstreamOptions) {
    const { source } = request.operation.plan;
    if (!source) throw new Error('the plan of a subscription has no source of events');
    this.request = request;
    this.call = source;
    this.#options = options;
  }

  /** The stream that was asked for. */
  static own(request: AcceptedRequest): UpstreamRequest {
    const { live } = request.operation;
    const after = live?.given(request.variables)[live.field.after];
    return new UpstreamRequest(request, { isShared: false, after: typeof after === 'string' ? after : null });
  }

  get after(): string | null {
    return this.#options.after;
  }

  /** Whether the SDL says how to go on with it. */
  get isLive(): boolean {
    return this.request.operation.live !== null;
  }

  /** Whether no member filter narrows it. */
  get isWhole(): boolean {
    const { operation, variables } = this.request;
    const { live } = operation;
    return this.#options.isShared || !live || memberFilter(live.field, live.given(variables)) === null;
  }

  get executor(): SubgraphExecutor | undefined {
    return this.request.generation.execution.subgraphs.get(this.call.subgraph);
  }

  /** The caller's variables and those of our own, under the planner's names. */
  get variables(): Readonly<Record<string, unknown>> {
    const { operation, variables } = this.request;
    return operation.aliased.renameVariables(this.#withDecided() ?? variables);
  }

  /** The same on another generation. */
  on(request: AcceptedRequest): UpstreamRequest {
    return new UpstreamRequest(request, this.#options);
  }

  /** The same from there on. */
  behind(after: string | null): UpstreamRequest {
    return new UpstreamRequest(this.request, { ...this.#options, after });
  }

  /** The same for everybody who differs in filters only. */
  shared(after: string): UpstreamRequest {
    return new UpstreamRequest(this.request, { isShared: true, after });
  }

  /** What is sent, but for where it begins: equal for upstreams that go on with the same events. */
  get text(): string {
    const { variables: all } = this.behind(null);
    const variables = this.call.variables.map((name) => [name, all[name] ?? null]);
    return canonicalJson([this.call.subgraph, this.call.document, variables]);
  }

  #withDecided(): Readonly<Record<string, unknown>> | null {
    const { operation, variables } = this.request;
    const { live } = operation;
    if (!live) return null;
    const { [live.field.after]: _own, ...given } = live.given(variables);
    const { isShared, after } = this.#options;
    const wanted = isShared ? withoutFilters(live.field, given) : given;
    return live.variables(variables, after === null ? wanted : { ...wanted, [live.field.after]: after });
  }
}

/** A stream of a subgraph that is being followed. */
export class Upstream {
  readonly request: UpstreamRequest;
  readonly #caller: Caller;
  readonly #over = new AbortController();
  #events: AsyncIterableIterator<SubgraphResult> | undefined;

  /** @param caller in whose name it runs; its signal is not used. */
  constructor(request: UpstreamRequest, caller: Caller) {
    this.request = request;
    this.#caller = { ...caller, signal: this.#over.signal };
  }

  /** Whether `end` was called. */
  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  /** Fails when the subgraph cannot begin. */
  open(): AsyncIterableIterator<SubgraphResult> {
    const { request, call, executor, variables } = this.request;
    if (!executor) throw new Error(`the plan names subgraph ${call.subgraph}, for which there is no executor`);
    const run = startRun(request.generation.execution, { caller: this.#caller, variables });
    const asked: SubgraphRequest = subgraphRequest(run, call, {});
    return (this.#events = executor.subscribe(asked));
  }

  /** Whether it goes on with what another request asks for. */
  serves(other: UpstreamRequest): boolean {
    return !this.isOver && other.executor === this.request.executor && other.text === this.request.text;
  }

  /** Ends it at once, also while it is quiet. */
  end(): void {
    this.#over.abort(new Error('nobody follows the stream any more'));
    // A generator that waits for its next event finishes only after it; the signal is what ends the wait.
    void this.#events?.return?.().catch(() => undefined);
  }
}
