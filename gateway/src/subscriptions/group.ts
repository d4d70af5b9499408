import { setTimeout as sleep } from 'node:timers/promises';
import { TrekkerError, UnavailableError, type SubgraphResult } from '@trekker/kit';
import { maskSubgraphError, maskThrown } from '../errors/mask.ts';
import type { PublicError } from '../errors/public-error.ts';
import { takeRoot } from '../execute/call-root.ts';
import { runPlan } from '../execute/run-plan.ts';
import { startRun, type Caller } from '../execute/run.ts';
import type { AcceptedRequest } from '../generation.ts';
import { LiveEvent } from '../live/live-event.ts';
import { responseText, writeAnswer } from '../operation/answer.ts';
import { startDeadline } from '../operation/deadline.ts';
import type { Member } from './member.ts';
import { readUpstream } from './read-upstream.ts';
import { RecentEvents } from './recent-events.ts';
import { Upstream, type UpstreamRequest } from './upstream.ts';

/** What a group needs of the hub. */
export interface GroupTools {
  readonly eventDeadlineMs: number;
  /** Whether a stream that its subgraph ends counts as lost. */
  readonly endless: boolean;
  /** How long it is tried to resume a lost stream, in milliseconds. */
  readonly resumeMs: number;
  /** The first event has come: whoever joins now would miss it. */
  onFirstEvent(group: Group): void;
  /** An event was told. */
  onEvent(group: Group): void;
  /** The upstream has ended, for whatever reason. */
  onEnd(group: Group): void;
}

/** From the loss of an upstream to the first try to resume it, in milliseconds; twice as long each time. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/**
 * Subscriptions that receive the same events: one upstream, and each event resolved and serialised once. The upstream
 * runs in the name of a member, which is sound because all of a group are authorised alike; what follows on an event runs
 * in the name of a present one.
 */
export class Group {
  readonly members = new Set<Member>();
  /** Whether its upstream tells everything, so that filters of members are applied here. */
  readonly isWhole: boolean;
  readonly #tools: GroupTools;
  readonly #recent: RecentEvents;
  readonly #life = new AbortController();
  #source: UpstreamRequest;
  /** What it goes on with as soon as it is known from where. */
  #next: UpstreamRequest | null = null;
  #upstream: Upstream | null = null;
  #begun = false;
  #hasTold = false;

  /** @param standsAt where all its members stand when it begins; null: nowhere yet. */
  constructor(source: UpstreamRequest, tools: GroupTools, standsAt: string | null = null) {
    this.#source = source;
    this.#tools = tools;
    this.isWhole = source.isWhole;
    this.#recent = new RecentEvents(standsAt);
  }

  /** The request it follows. */
  get source(): UpstreamRequest {
    return this.#source;
  }

  get isClosed(): boolean {
    return this.#life.signal.aborted;
  }

  /** Where its members stand; null where that is not known. */
  get cursor(): string | null {
    return this.#recent.cursor;
  }

  /** What followed on a cursor, or null when it did not stand there lately. */
  since(cursor: string): readonly LiveEvent[] | null {
    return this.#recent.since(cursor);
  }

  /** Takes a member in. */
  take(member: Member): void {
    member.group = this;
    this.members.add(member);
  }

  start(): void {
    void this.#follow();
  }

  /** Ends the upstream, also while it is quiet. Members are not told. */
  close(): void {
    if (this.#life.signal.aborted) return;
    this.#life.abort(new TrekkerError('UNAVAILABLE', 'nobody listens any more'));
    this.#upstream?.end();
    this.#tools.onEnd(this);
  }

  /**
   * Goes on with the same request on another generation: at once where its upstream is the same there, else behind the
   * last event. False when it cannot, as nothing says where it stands.
   */
  adopt(request: AcceptedRequest): boolean {
    const next = this.#source.on(request);
    if (this.#upstream?.serves(next)) {
      this.#source = next;
      return true;
    }
    const mayComeToStand = this.#source.isLive && !this.#hasTold;
    if (!request.operation.live || (this.cursor === null && !mayComeToStand)) return false;
    this.#next = next;
    this.#switch();
    return true;
  }

  /** Tells everybody why it is over. */
  fail(errors: readonly PublicError[]): void {
    this.#endAll((member) => member.error(errors));
  }

  async #follow(): Promise<void> {
    let lostAt: number | null = null;
    let pauseMs = FIRST_PAUSE_MS;
    while (!this.#life.signal.aborted) {
      const [lead] = this.members;
      if (!lead) return this.close();
      const upstream = new Upstream(this.#fromHere(), lead.caller);
      this.#upstream = upstream;
      const loss = await this.#readFrom(upstream, () => ((lostAt = null), (pauseMs = FIRST_PAUSE_MS)));
      if (this.#life.signal.aborted) return;
      if (upstream.isOver || loss === null) continue; // replaced by another generation's
      lostAt ??= performance.now();
      if (!this.#isResumable || performance.now() - lostAt > this.#tools.resumeMs) return this.#lose(loss);
      await sleep(pauseMs * (0.5 + Math.random()), undefined, { signal: this.#life.signal }).catch(() => undefined);
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  }

  /** Reads until the upstream ends; answers why it was lost, or null when there is nothing more to do about it. */
  async #readFrom(upstream: Upstream, onEvent: () => void): Promise<unknown> {
    const source = upstream.request.call;
    try {
      for await (const { kind, result } of readUpstream(upstream.open())) {
        if (upstream.isOver) return null;
        if (kind === 'last word') return this.#hearLastWord(source.subgraph, result);
        await this.#tell(upstream.request, result);
        onEvent();
        this.#switch();
        if (upstream.isOver) return null;
      }
      if (upstream.isOver) return null;
      if (this.#tools.endless) return new Error(`${source.subgraph} ended the stream`);
      this.#endAll((member) => member.complete());
      return null;
    } catch (failure) {
      return upstream.isOver ? null : failure;
    }
  }

  /** Whether a lost stream goes on without anything being missed: behind its last event, or not begun at all. */
  get #isResumable(): boolean {
    return this.#source.isLive && (this.cursor !== null || !this.#hasTold);
  }

  /** The upstream to be opened now. */
  #fromHere(): UpstreamRequest {
    this.#source = this.#next ?? this.#source;
    this.#next = null;
    return this.cursor === null ? this.#source : this.#source.behind(this.cursor);
  }

  #switch(): void {
    if (this.#next && this.cursor !== null) this.#upstream?.end();
  }

  async #tell({ call }: UpstreamRequest, event: SubgraphResult): Promise<void> {
    if (!this.#begun) this.#tools.onFirstEvent(this);
    this.#begun = true;
    const [lead] = this.members;
    if (!lead) return;
    const { request, variables } = this.#source;
    using deadline = startDeadline(this.#tools.eventDeadlineMs);
    const { operation, generation } = request;
    const run = startRun(generation.execution, { caller: { ...lead.caller, signal: deadline.signal }, variables });
    takeRoot(call, run, { targets: [run.data], result: event });
    const { live } = operation;
    const head = live?.headOf(run.data) ?? null;
    await runPlan(operation.plan.steps, run);
    if (!live || !head) {
      const { data, errors } = writeAnswer(request, run);
      const payload = Buffer.from(responseText(data, errors));
      this.#hasTold = true;
      for (const member of this.members) member.next(payload);
      return;
    }
    const told = new LiveEvent(live.field, head, writeAnswer(request, run, LiveEvent.apart(live.field)));
    this.#recent.add(told);
    this.#hasTold = true;
    for (const member of this.members) member.tell(told, { isOwn: !this.isWhole });
    this.#tools.onEvent(this);
  }

  /** Answers how the stream was lost, or null where it was refused. */
  #hearLastWord(subgraph: string, result: SubgraphResult): Error | null {
    if (isLoss(result) && this.#isResumable) return new UnavailableError(INTERRUPTED);
    this.#refuse(subgraph, result);
    return null;
  }

  #refuse(subgraph: string, { errors = [] }: SubgraphResult): void {
    const [lead] = this.members;
    if (!lead) return this.close();
    const context = this.#errorContext(lead.caller);
    const masked: PublicError[] = errors.map((error) => maskSubgraphError(error, subgraph, context));
    if (masked.length === 0)
      masked.push(maskThrown(new Error(`${subgraph} ended the stream without a reason`), context));
    this.fail(masked);
  }

  #lose(loss: unknown): void {
    const [lead] = this.members;
    if (!lead) return this.close();
    const context = this.#errorContext(lead.caller);
    this.fail([maskThrown(asLoss(loss, context), context)]);
  }

  #errorContext({ requestId }: Caller) {
    const { log, subgraphErrors } = this.#source.request.generation.execution;
    return { requestId, log, subgraphErrors };
  }

  #endAll(tell: (member: Member) => void): void {
    const members = [...this.members];
    this.members.clear();
    this.close();
    for (const member of members) tell(member);
  }
}

/** Whether a stream's last word says that its subgraph went away rather than that it was refused. */
function isLoss({ errors }: SubgraphResult): boolean {
  return errors?.length === 1 && errors[0]?.extensions?.['code'] === 'UNAVAILABLE';
}

function asLoss(
  error: unknown,
  { requestId, log }: { requestId: string; log: { warn(what: object, text: string): void } },
): unknown {
  if (error instanceof TrekkerError) return error;
  log.warn({ requestId, err: error }, 'a subscription lost its upstream');
  return new UnavailableError(INTERRUPTED, { cause: error });
}

const INTERRUPTED = 'the stream was interrupted; subscribe again';
