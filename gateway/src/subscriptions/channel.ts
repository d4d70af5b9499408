import type { Group } from './group.ts';
import type { UpstreamRequest } from './upstream.ts';

/** Opens a group for members who all stand at `standsAt`. */
export type OpenGroup = (source: UpstreamRequest, standsAt: string) => Group;

/**
 * Groups that differ in member filters and in where they began, and in nothing else. One of them is the main one; the
 * others go on by themselves until they stand where it stands, or stood lately, and become part of it: what it told since
 * is told to their members, and their upstreams end.
 */
export class Channel {
  readonly #groups = new Set<Group>();
  readonly #open: OpenGroup;
  #main: Group | null = null;

  constructor(open: OpenGroup) {
    this.#open = open;
  }

  get isEmpty(): boolean {
    return this.#groups.size === 0;
  }

  add(group: Group): void {
    this.#groups.add(group);
  }

  remove(group: Group): void {
    this.#groups.delete(group);
    if (this.#main === group) this.#main = null;
  }

  /** A group has told an event. */
  settle(group: Group): void {
    const isKnown = this.#main !== null;
    this.#main ??= this.#found(group);
    if (isKnown && group !== this.#main) return this.#join(group);
    for (const other of this.#groups) this.#join(other);
  }

  /** A group that may be the main one, or a new one where the group's members stand. */
  #found(group: Group): Group | null {
    const { cursor, isWhole } = group;
    if (cursor === null) return null;
    if (isWhole) return group;
    if (this.#groups.size < 2) return null; // its own upstream tells less
    return this.#open(group.source.shared(cursor), cursor);
  }

  #join(group: Group): void {
    const main = this.#main;
    const { cursor } = group;
    if (!main || group === main || cursor === null) return;
    const missed = main.since(cursor);
    if (!missed) return;
    for (const member of group.members) {
      for (const event of missed) member.tell(event, { isOwn: false });
      main.take(member);
    }
    group.members.clear();
    group.close();
  }
}
