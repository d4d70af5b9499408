import type { PublicError } from '../errors/public-error.ts';
import type { Caller } from '../execute/run.ts';
import { KnownEntities } from '../live/known-entities.ts';
import type { RecordHead } from '../live/event-head.ts';
import type { LiveEvent, ToldPart } from '../live/live-event.ts';
import { memberFilter, type MemberFilter } from '../live/member-filter.ts';
import type { AcceptedRequest } from '../generation.ts';
import { Backlog } from './backlog.ts';
import type { Group } from './group.ts';
import type { Sink } from './sink.ts';

/** What a member tells of itself. */
export interface MemberEvents {
  /** It has begun to read slowly: `flush` has to be called until `isWaiting` is false. */
  onSlow(member: Member): void;
  /** Its sink has heard the last. */
  onEnd(): void;
}

/** One subscription of a group. */
export class Member {
  /** Who asks; its signal is not used. */
  readonly caller: Caller;
  /** What it asked for, on the generation of now. */
  request: AcceptedRequest;
  /** Where it is now. */
  group: Group | null = null;
  readonly #sink: Sink;
  readonly #events: MemberEvents;
  readonly #conflateAboveBytes: number;
  readonly #known: KnownEntities;
  readonly #backlog = new Backlog();
  #filter: MemberFilter | null = null;

  constructor(
    request: AcceptedRequest,
    parts: { caller: Caller; sink: Sink; events: MemberEvents; conflateAboveBytes: number },
  ) {
    this.caller = parts.caller;
    this.request = request;
    this.#sink = parts.sink;
    this.#events = parts.events;
    this.#conflateAboveBytes = parts.conflateAboveBytes;
    const { live } = request.operation;
    const given = live?.given(request.variables) ?? {};
    this.#known = new KnownEntities(live !== null && given[live.field.after] != null);
    this.adopt(request);
  }

  /** Goes on with the same request on another generation. */
  adopt(request: AcceptedRequest): void {
    const { live } = request.operation;
    this.request = request;
    this.#filter = live && memberFilter(live.field, live.given(request.variables));
  }

  /** Whether something waits until it has read what came before. */
  get isWaiting(): boolean {
    return !this.#backlog.isEmpty;
  }

  /** An event that is told as it is. */
  next(payload: Buffer): void {
    this.#sink.next(payload);
  }

  /** @param isOwn whether the upstream has applied this member's filters already. */
  tell(event: LiveEvent, { isOwn }: { readonly isOwn: boolean }): void {
    const mayWait = event.isDivisible && (this.isWaiting || this.#sink.backlog() > this.#conflateAboveBytes);
    if (!this.#filter && !mayWait) return this.#sink.next(event.whole());
    const { part, keys } = this.#partOf(event, isOwn);
    if (mayWait) this.#wait(event, keys, part);
    else if (isOwn || !event.isDivisible) this.#sink.next(event.whole());
    else if (part.records.length + part.left.length > 0) this.#sink.next(event.part(part));
  }

  /** Tells what waits once what came before was read. */
  flush(): void {
    if (this.#sink.backlog() > this.#conflateAboveBytes / 2) return;
    for (const payload of this.#backlog.take()) this.#sink.next(payload);
  }

  error(errors: readonly PublicError[]): void {
    this.#events.onEnd();
    this.#sink.error(errors);
  }

  complete(): void {
    for (const last of this.#backlog.take()) this.#sink.next(last);
    this.#events.onEnd();
    this.#sink.complete();
  }

  #wait(event: LiveEvent, keys: readonly string[], part: ToldPart): void {
    const waited = this.isWaiting;
    this.#backlog.add(event, keys, part);
    if (!waited) this.#events.onSlow(this);
  }

  /** What of an event concerns this member, and the keys of those records. */
  #partOf(event: LiveEvent, isOwn: boolean): { part: ToldPart; keys: readonly string[] } {
    const { records: heads, left: gone, isSnapshot } = event.head;
    const told = event.records();
    const isMine = (head: RecordHead) => isOwn || !this.#filter || this.#filter.allows(head);
    const mine = (heads ?? []).map((head, index) => ({ head, record: told[index] })).filter(({ head }) => isMine(head));
    const keys = mine.map(({ head }) => head.key);
    if (isSnapshot) this.#known.replace(keys);
    else for (const key of keys) this.#known.told(key);
    const others = (heads ?? []).filter((head) => !isMine(head)).map(({ key }) => key);
    // What an upstream of its own says to have left was told, or may have been before it came back.
    const leaves = (key: string) => this.#known.left(key) || isOwn || !this.#filter;
    const left = [...others.filter((key) => this.#known.left(key)), ...gone.filter(leaves)];
    return { part: { records: mine.flatMap(({ record }) => record ?? []), left }, keys };
  }
}
