import { UnauthenticatedError, type Clock, type Logger, type TrekkerError } from '@trekker/kit';
import { maskThrown } from '../errors/mask.ts';
import type { Caller } from '../execute/run.ts';
import type { AcceptedRequest } from '../generation.ts';
import { groupKey } from './group-key.ts';
import { Group, type Member } from './group.ts';
import { Revocations, type RevocationTest } from './revocations.ts';
import type { Sink } from './sink.ts';
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
}

/**
 * All live subscriptions. Subscriptions that are equal in operation, variables and authorisation form a group with one
 * upstream, but only while it has not delivered its first event: that event is often a snapshot of everything, and
 * whoever came later would miss it. A later subscriber gets an upstream, and so a snapshot, of its own.
 */
export class SubscriptionHub {
  readonly #tools: HubTools;
  readonly #revocations = new Revocations();
  readonly #groups = new Set<Group>();
  /** Groups that may still be joined. */
  readonly #open = new Map<string, Group>();
  readonly #members = new Map<Member, MemberControls>();

  constructor(tools: HubTools) {
    this.#tools = tools;
  }

  /** Operations of subgraphs that are being followed. */
  get upstreams(): number {
    return this.#groups.size;
  }

  /** Subscriptions of callers. */
  get subscriptions(): number {
    return this.#members.size;
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
  subscribe(request: SubscribeRequest): () => void {
    const { caller, sink } = request;
    if (this.#revocations.isRevokedSince(request.verifiedAt, caller.viewer)) {
      sink.error([this.#public(new UnauthenticatedError(REVOKED), caller)]);
      return () => {};
    }
    let group: Group | undefined;
    const forget = (): void => {
      stopWatching();
      this.#members.delete(member);
    };
    const leave = (): void => {
      forget();
      group?.members.delete(member);
      if (group?.members.size === 0) group.close();
    };
    const end = (error: TrekkerError): void => {
      leave();
      sink.error([this.#public(error, caller)]);
    };
    const member: Member = { caller: { ...caller, signal: NEVER }, sink: endingWith(sink, forget) };
    const stopWatching = watchExpiry(caller.viewer, this.#tools.clock, end);
    this.#members.set(member, { end, forget });
    group = this.#join(request, member);
    return leave;
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
    for (const group of this.#groups) {
      group.members.clear();
      group.close();
    }
  }

  #join(request: SubscribeRequest, member: Member): Group {
    const { operation, variables, caller } = request;
    const { viewer, forwarded, readAfter } = caller;
    const key = groupKey({ operation, variables, viewer, forwarded, readAfter });
    const open = this.#open.get(key);
    if (open) {
      open.members.add(member);
      return open;
    }
    const group: Group = new Group(request, {
      eventDeadlineMs: this.#tools.eventDeadlineMs,
      endless: this.#tools.endless,
      onFirstEvent: () => this.#shut(key, group),
      onEnd: () => {
        this.#shut(key, group);
        this.#groups.delete(group);
      },
    });
    this.#groups.add(group);
    this.#open.set(key, group);
    group.start(member);
    return group;
  }

  #shut(key: string, group: Group): void {
    if (this.#open.get(key) === group) this.#open.delete(key);
  }

  #public(error: TrekkerError, { requestId }: Omit<Caller, 'signal'>) {
    return maskThrown(error, { requestId, log: this.#tools.log });
  }
}

function endingWith(sink: Sink, forget: () => void): Sink {
  return {
    next: (payload) => sink.next(payload),
    error(errors) {
      forget();
      sink.error(errors);
    },
    complete() {
      forget();
      sink.complete();
    },
  };
}

const REVOKED = 'the rights of this credential have changed; sign in again';
const NEVER = new AbortController().signal;
