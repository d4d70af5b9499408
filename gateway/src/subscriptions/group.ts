import { TrekkerError, UnavailableError, type SubgraphResult } from '@trekker/kit';
import { maskSubgraphError, maskThrown } from '../errors/mask.ts';
import type { PublicError } from '../errors/public-error.ts';
import { takeRoot } from '../execute/call-root.ts';
import { subgraphRequest } from '../execute/call-subgraph.ts';
import { runPlan } from '../execute/run-plan.ts';
import { startRun, type Caller } from '../execute/run.ts';
import type { RootCall } from '../execute/step.ts';
import type { AcceptedRequest } from '../generation.ts';
import { finishAnswer } from '../operation/answer.ts';
import { startDeadline } from '../operation/deadline.ts';
import { readUpstream } from './read-upstream.ts';
import type { Sink } from './sink.ts';

/** One subscription of a group. */
export interface Member {
  /** Who asks; its signal is not used. */
  readonly caller: Caller;
  readonly sink: Sink;
}

/** What a group needs of the hub. */
export interface GroupTools {
  readonly eventDeadlineMs: number;
  /** Whether a stream that its subgraph ends counts as lost. */
  readonly endless: boolean;
  /** The first event has come: whoever joins now would miss it. */
  onFirstEvent(): void;
  /** The upstream has ended, for whatever reason. */
  onEnd(): void;
}

/**
 * Subscriptions that receive the same events: one upstream, and each event resolved and serialised once. The upstream
 * runs in the name of the first member for as long as any of them is left, which is sound because all of a group are
 * authorised alike; what follows on an event runs in the name of a present member.
 */
export class Group {
  readonly members = new Set<Member>();
  readonly #request: AcceptedRequest;
  readonly #tools: GroupTools;
  readonly #upstream = new AbortController();
  #events: AsyncIterableIterator<SubgraphResult> | undefined;
  #begun = false;

  constructor(request: AcceptedRequest, tools: GroupTools) {
    this.#request = request;
    this.#tools = tools;
  }

  /** Opens the upstream in the name of the first member. */
  start(first: Member): void {
    this.members.add(first);
    void this.#follow(first);
  }

  /** Ends the upstream, also while it is quiet. Members are not told. */
  close(): void {
    if (this.#upstream.signal.aborted) return;
    this.#upstream.abort(new TrekkerError('UNAVAILABLE', 'nobody listens any more'));
    // A generator that waits for its next event finishes only after it; the signal is what ends the wait.
    void this.#events?.return?.().catch(() => undefined);
    this.#tools.onEnd();
  }

  async #follow(first: Member): Promise<void> {
    try {
      const source = this.#source();
      const run = this.#startRun({ ...first.caller, signal: this.#upstream.signal });
      const executor = this.#request.generation.execution.subgraphs.get(source.subgraph);
      if (!executor) throw new Error(`the plan names subgraph ${source.subgraph}, for which there is no executor`);
      this.#events = executor.subscribe(subgraphRequest(run, source, {}));
      for await (const { kind, result } of readUpstream(this.#events)) {
        if (this.#upstream.signal.aborted) return;
        if (kind === 'last word') return this.#refuse(source, result);
        await this.#take(source, result);
      }
      if (this.#upstream.signal.aborted) return;
      if (this.#tools.endless) throw new Error(`${source.subgraph} ended the stream`);
      this.#endAll(({ sink }) => sink.complete());
    } catch (error) {
      if (this.#upstream.signal.aborted) return;
      const masked = maskThrown(this.#asLoss(error, first.caller), errorContextOf(first, this.#request));
      this.#endAll(({ sink }) => sink.error([masked]));
    }
  }

  async #take(source: RootCall, event: SubgraphResult): Promise<void> {
    if (!this.#begun) this.#tools.onFirstEvent();
    this.#begun = true;
    const [lead] = this.members;
    if (!lead) return;
    using deadline = startDeadline(this.#tools.eventDeadlineMs);
    const run = this.#startRun({ ...lead.caller, signal: deadline.signal });
    takeRoot(source, run, { targets: [run.data], result: event });
    await runPlan(this.#request.operation.plan.steps, run);
    const { text } = finishAnswer({ ...this.#request, caller: lead.caller }, run);
    const payload = Buffer.from(text);
    for (const { sink } of this.members) sink.next(payload);
  }

  #refuse(source: RootCall, { errors = [] }: SubgraphResult): void {
    const [lead] = this.members;
    if (!lead) return this.close();
    const context = errorContextOf(lead, this.#request);
    const masked: PublicError[] = errors.map((error) => maskSubgraphError(error, source.subgraph, context));
    if (masked.length === 0)
      masked.push(maskThrown(new Error(`${source.subgraph} ended the stream without a reason`), context));
    this.#endAll(({ sink }) => sink.error(masked));
  }

  #startRun(caller: Caller) {
    const { operation, variables } = this.#request;
    return startRun(this.#request.generation.execution, {
      caller,
      variables: operation.aliased.renameVariables(variables),
    });
  }

  #source(): RootCall {
    const { source } = this.#request.operation.plan;
    if (!source) throw new Error('the plan of a subscription has no source of events');
    return source;
  }

  #asLoss(error: unknown, { requestId }: Caller): unknown {
    if (error instanceof TrekkerError) return error;
    this.#request.generation.execution.log.warn({ requestId, err: error }, 'a subscription lost its upstream');
    return new UnavailableError('the stream was interrupted; subscribe again', { cause: error });
  }

  #endAll(tell: (member: Member) => void): void {
    const members = [...this.members];
    this.members.clear();
    this.close();
    for (const member of members) tell(member);
  }
}

function errorContextOf({ caller }: Member, { generation }: AcceptedRequest) {
  const { log, subgraphErrors } = generation.execution;
  return { requestId: caller.requestId, log, subgraphErrors };
}
