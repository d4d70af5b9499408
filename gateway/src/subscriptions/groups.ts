import { randomUUID } from 'node:crypto';
import type { Logger } from '@trekker/kit';
import { maskThrown } from '../errors/mask.ts';
import { publicError, type PublicError } from '../errors/public-error.ts';
import { RequestRefused } from '../errors/request-refused.ts';
import type { AcceptedRequest, Generation } from '../generation.ts';
import { Channel } from './channel.ts';
import { channelKey, groupKey } from './group-key.ts';
import { Group, type GroupTools } from './group.ts';
import type { Member } from './member.ts';
import { UpstreamRequest } from './upstream.ts';

/** What groups stand on. */
export type GroupsTools = Omit<GroupTools, 'onFirstEvent' | 'onEvent' | 'onEnd'> & { readonly log: Logger };

/** Puts subscriptions together that may share an upstream, at their beginning and later. */
export class Groups {
  readonly #tools: GroupsTools;
  readonly #groups = new Set<Group>();
  /** Groups that have told nothing yet, by key; whoever is equal may still join. */
  readonly #open = new Map<string, Group>();
  readonly #keyOf = new Map<Group, string>();
  readonly #channels = new Map<string, Channel>();
  readonly #channelOf = new Map<Group, string>();

  constructor(tools: GroupsTools) {
    this.#tools = tools;
  }

  get size(): number {
    return this.#groups.size;
  }

  /** Finds or opens a group for a new member. */
  join(member: Member): Group {
    const key = groupKey(identityOf(member));
    const open = this.#open.get(key);
    if (open) {
      open.take(member);
      return open;
    }
    const group = this.#create(UpstreamRequest.own(member.request));
    group.take(member);
    this.#open.set(key, group);
    this.#keyOf.set(group, key);
    this.#enter(group, member);
    group.start();
    return group;
  }

  /** Has every group go on on another generation. Those that cannot, hear why. */
  async adopt(generation: Generation): Promise<void> {
    for (const group of this.#groups) await this.adoptGroup(group, generation);
  }

  /** Has a group go on on another generation. */
  async adoptGroup(group: Group, generation: Generation): Promise<void> {
    this.#leaveChannel(group);
    this.#shut(group);
    const { request } = group.source;
    try {
      const [next] = await Promise.all([
        again(request, generation),
        ...[...group.members].map((member) => this.#adoptMember(member, generation)),
      ]);
      if (group.isClosed) return;
      if (!group.adopt(next)) return group.fail([CHANGED]);
      const [lead] = group.members;
      if (lead) this.#enter(group, lead);
    } catch (failure) {
      group.fail(this.#errorsOf(failure));
    }
  }

  close(): void {
    for (const group of this.#groups) {
      group.members.clear();
      group.close();
    }
  }

  async #adoptMember(member: Member, generation: Generation): Promise<void> {
    try {
      member.adopt(await again(member.request, generation));
    } catch (failure) {
      const { group } = member;
      if (!group?.members.delete(member)) return; // it has left by itself
      member.error(this.#errorsOf(failure));
      if (group.members.size === 0) group.close();
    }
  }

  #create(source: UpstreamRequest, standsAt: string | null = null): Group {
    const group = new Group(
      source,
      {
        ...this.#tools,
        onFirstEvent: () => this.#shut(group),
        onEvent: () => this.#channelFor(group)?.settle(group),
        onEnd: () => {
          this.#groups.delete(group);
          this.#shut(group);
          this.#leaveChannel(group);
        },
      },
      standsAt,
    );
    this.#groups.add(group);
    return group;
  }

  #enter(group: Group, member: Member): void {
    const key = channelKey(identityOf(member));
    if (key === null) return;
    const channel =
      this.#channels.get(key) ?? new Channel((source, standsAt) => this.#openShared(key, source, standsAt));
    this.#channels.set(key, channel);
    this.#channelOf.set(group, key);
    channel.add(group);
  }

  #openShared(key: string, source: UpstreamRequest, standsAt: string): Group {
    const group = this.#create(source, standsAt);
    this.#channelOf.set(group, key);
    this.#channels.get(key)?.add(group);
    // It starts once those have joined for whom it is opened.
    queueMicrotask(() => group.start());
    return group;
  }

  #channelFor(group: Group): Channel | undefined {
    return this.#channels.get(this.#channelOf.get(group) ?? '');
  }

  #leaveChannel(group: Group): void {
    const channel = this.#channelFor(group);
    channel?.remove(group);
    if (channel?.isEmpty) this.#channels.delete(this.#channelOf.get(group) ?? '');
    this.#channelOf.delete(group);
  }

  #shut(group: Group): void {
    this.#open.delete(this.#keyOf.get(group) ?? '');
    this.#keyOf.delete(group);
  }

  #errorsOf(failure: unknown): readonly PublicError[] {
    if (failure instanceof RequestRefused) return failure.errors;
    return [maskThrown(failure, { requestId: randomUUID(), log: this.#tools.log })];
  }
}

const CHANGED = publicError(
  'UNAVAILABLE',
  'the schema has changed and the stream cannot be continued; subscribe again',
);

/** The same request on another generation. Fails with a RequestRefused where it is no longer valid. */
function again({ operation, variables, viewer }: AcceptedRequest, generation: Generation): Promise<AcceptedRequest> {
  return generation.accept({ ...operation.checked.text, variables }, { viewer });
}

function identityOf({ request, caller }: Member) {
  const { operation, variables } = request;
  const { viewer, forwarded, readAfter } = caller;
  return { operation, variables, viewer, forwarded, readAfter };
}
