import { UnauthenticatedError, type Clock, type Logger, type TrekkerError } from '@trekker/kit';
import { maskThrown } from '../errors/mask.ts';
import type { Caller } from '../execute/run.ts';
import type { AcceptedRequest, Generation } from '../generation.ts';
import { Groups } from './groups.ts';
import { Member } from './member.ts';
import { Revocations, type RevocationTest } from './revocations.ts';
import type { Sink } from './sink.ts';
import { SlowMembers } from './slow-members.ts';
import { watchExpiry } from './viewer-expiry.ts';

/** A subscription to begin. */
export interface SubscribeRequest extends AcceptedRequest {
  readonly caller: Omit<Caller, 'signal'>;
  /** `hub.mark()` from before the caller's credential was verified. */
  readonly verifiedAt: number;
  readonly sink: Sink;
}

/** How the hub ends a subscription. */
interface MemberControls {
  readonly end: (error: TrekkerError) => void;
  /** Ends it without telling its sink. */
  readonly forget: () => void;
}

/** What the hub stands on. */
export interface HubTools {
  readonly log: Logger;
  readonly clock: Clock;
  readonly eventDeadlineMs: number;
  /** Whether a stream that its subgraph ends counts as lost. */
  readonly endless: boolean;
  /** How long it is tried to resume a lost stream, in milliseconds. */
  readonly resumeMs: number;
  /** Bytes that may wait for a subscriber before its records are conflated. */
  readonly conflateAboveBytes: number;
}

/**
 * All live subscriptions. Subscriptions that are equal in operation, variables and authorisation form a group with one
 * upstream, but only while it has not delivered its first event: that event is often a snapshot of everything, and
 * whoever came later would miss it. A later subscriber gets an upstream, and so a snapshot, of its own; where the SDL
 * says by `@live` how streams of a field stand to each other, it joins the others once it stands where they do.
 */
export class SubscriptionHub {
  readonly #tools: HubTools;
  readonly #revocations = new Revocations();
  readonly #groups: Groups;
  readonly #members = new Map<Member, MemberControls>();
  readonly #slow = new SlowMembers();
  #generation: Generation | null = null;
  #adopting: Promise<void> = Promise.resolve();

  constructor(tools: HubTools) {
    this.#tools = tools;
    this.#groups = new Groups(tools);
  }

  /** Operations of subgraphs that are being followed. */
  get upstreams(): number {
    return this.#groups.size;
  }

  /** Subscriptions of callers. */
  get subscriptions(): number {
    return this.#members.size;
  }

  /** Subscriptions whose events are conflated now because they are read slowly. */
  get slow(): number {
    return this.#slow.size;
  }

  /** The point in time of a verification, for `SubscribeRequest.verifiedAt` and `isRevokedSince`. */
  mark(): number {
    return this.#revocations.mark();
  }

  /** Whether a viewer's rights have shrunk since the mark. */
  isRevokedSince(mark: number, viewer: Caller['viewer']): boolean {
    return this.#revocations.isRevokedSince(mark, viewer);
  }

  /** Begins a subscription; answers how its subscriber ends it, after which its sink hears nothing. */
  subscribe({ caller, sink, verifiedAt, ...request }: SubscribeRequest): () => void {
    if (this.#revocations.isRevokedSince(verifiedAt, caller.viewer)) {
      sink.error([this.#public(new UnauthenticatedError(REVOKED), caller)]);
      return () => {};
    }
    const forget = (): void => {
      stopWatching();
      this.#slow.remove(member);
      this.#members.delete(member);
    };
    const leave = (): void => {
      forget();
      const { group } = member;
      group?.members.delete(member);
      if (group?.members.size === 0) group.close();
    };
    const end = (error: TrekkerError): void => {
      leave();
      sink.error([this.#public(error, caller)]);
    };
    const member = new Member(request, {
      caller: { ...caller, signal: NEVER },
      sink,
      conflateAboveBytes: this.#tools.conflateAboveBytes,
      events: { onSlow: (slow) => this.#slow.add(slow), onEnd: forget },
    });
    const stopWatching = watchExpiry(caller.viewer, this.#tools.clock, end);
    this.#members.set(member, { end, forget });
    const group = this.#groups.join(member);
    const generation = this.#generation;
    // Planned before the generation changed, it has missed the change.
    if (generation && generation !== request.generation) {
      void this.#adoptNext(() => this.#groups.adoptGroup(group, generation));
    }
    return leave;
  }

  /** Has everything go on on another generation; sockets stay. What is no longer valid there ends with the reason. */
  adopt(generation: Generation): Promise<void> {
    this.#generation = generation;
    return this.#adoptNext(() => this.#groups.adopt(generation));
  }

  /** Ends every subscription whose viewer's rights have shrunk. */
  revoke(test: RevocationTest): void {
    this.#revocations.add(test, this.#tools.clock.now());
    for (const [{ caller }, { end }] of this.#members) {
      if (caller.viewer && test(caller.viewer)) end(new UnauthenticatedError(REVOKED));
    }
  }

  /** Ends every upstream. Subscribers are not told: whoever owns their connections closes these. */
  close(): void {
    for (const { forget } of this.#members.values()) forget();
    this.#groups.close();
  }

  #adoptNext(adopt: () => Promise<void>): Promise<void> {
    return (this.#adopting = this.#adopting.then(adopt));
  }

  #public(error: TrekkerError, { requestId }: Omit<Caller, 'signal'>) {
    return maskThrown(error, { requestId, log: this.#tools.log });
  }
}

const REVOKED = 'the rights of this credential have changed; sign in again';
const NEVER = new AbortController().signal;
