import { UnavailableError } from '../errors.ts';
import type { LogTail } from '../event-log/tail.ts';
import { defineService, type Service } from '../service.ts';
import { Room, type RoomListener, type RoomOptions, type RoomSource } from './room.ts';

/** Tells of changes, tenant by tenant, as long as somebody listens. */
export interface TenantFeed<C> extends Service {
  /**
   * Follows a tenant. Every change that is committed after the promise resolved is told, some from before it may be.
   * Returns the function that leaves. Fails with UNAVAILABLE when the process stops.
   */
  join(tenantId: string, listener: RoomListener<C>): Promise<() => void>;
  /** Something changed in a tenant: every process that follows it looks soon. */
  readonly call: (tenantId: string) => void;
}

export interface TenantFeedOptions<P, C> extends Omit<RoomOptions<P, C>, 'tenantId' | 'source'> {
  /** Names the feed in every process, `service.what`. */
  readonly name: string;
  /** Carries calls to the other processes. */
  readonly tail: LogTail;
  /** A topic with a partition per tenant whose entries call as well. */
  readonly topic?: string;
  /** Makes the source of one room. */
  readonly source: (tenantId: string) => RoomSource<P, C>;
}

/** One room per tenant that somebody follows. */
export function createTenantFeed<P, C>({
  name,
  tail,
  topic,
  source,
  ...options
}: TenantFeedOptions<P, C>): TenantFeed<C> {
  const rooms = new Map<string, Room<P, C>>();
  const closing = new Set<Promise<void>>();
  let stopped = false;
  let unsubscribe: (() => void)[] = [];
  const callHere = (tenantId: string) => rooms.get(tenantId)?.call();

  function roomOf(tenantId: string): Room<P, C> {
    const room = rooms.get(tenantId) ?? new Room({ ...options, tenantId, source: source(tenantId) });
    rooms.set(tenantId, room);
    return room;
  }

  function leave(tenantId: string, room: Room<P, C>, listener: RoomListener<C>): void {
    room.listeners.delete(listener);
    if (room.listeners.size) return;
    if (rooms.get(tenantId) === room) rooms.delete(tenantId);
    const closed = room.close();
    closing.add(closed);
    void closed.finally(() => closing.delete(closed));
  }

  return {
    ...defineService({
      name,
      async start() {
        unsubscribe = [
          tail.onChanged(name, callHere),
          ...(topic === undefined ? [] : [tail.onMoved(topic, ({ head }) => callHere(head.tenantId))]),
        ];
      },
      async stop() {
        stopped = true;
        for (const leave of unsubscribe) leave();
        for (const room of rooms.values()) for (const listener of room.listeners) listener.ended();
        await Promise.all([...closing, ...[...rooms.values()].map((room) => room.close())]);
      },
    }),
    call: (tenantId) => tail.changed(name, tenantId),
    async join(tenantId, listener) {
      if (stopped) throw new UnavailableError('the service stops');
      const room = roomOf(tenantId);
      room.listeners.add(listener);
      try {
        await room.opened;
      } catch (failure) {
        leave(tenantId, room, listener);
        throw failure;
      }
      return () => leave(tenantId, room, listener);
    },
  };
}
