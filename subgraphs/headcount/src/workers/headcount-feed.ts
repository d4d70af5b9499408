import { defineService, UnavailableError, type Service } from '@trekker/kit';

import { Room, type RoomDependencies, type RoomListener } from './room.ts';

/** Tells of changed headcounts, tenant by tenant, as long as somebody listens. */
export interface HeadcountFeed extends Service {
  /**
   * Follows a tenant. Every change that is committed after the promise resolved is told, some from before it may be.
   * Returns the function that leaves. Fails with UNAVAILABLE when the process stops.
   */
  join(tenantId: string, listener: RoomListener): Promise<() => void>;
  /** Something was derived for a tenant: look soon. */
  readonly call: (tenantId: string) => void;
}

/** One room per tenant that somebody follows. */
export function createHeadcountFeed(deps: RoomDependencies): HeadcountFeed {
  const rooms = new Map<string, Room>();
  const closing = new Set<Promise<void>>();
  let stopped = false;

  function roomOf(tenantId: string): Room {
    const room = rooms.get(tenantId) ?? new Room(tenantId, deps);
    rooms.set(tenantId, room);
    return room;
  }

  function leave(tenantId: string, room: Room, listener: RoomListener): void {
    room.listeners.delete(listener);
    if (room.listeners.size) return;
    if (rooms.get(tenantId) === room) rooms.delete(tenantId);
    const closed = room.close();
    closing.add(closed);
    void closed.finally(() => closing.delete(closed));
  }

  return {
    ...defineService({
      name: 'headcount feed',
      start: async () => {},
      async stop() {
        stopped = true;
        for (const room of rooms.values()) for (const listener of room.listeners) listener.ended();
        await Promise.all([...closing, ...[...rooms.values()].map((room) => room.close())]);
      },
    }),
    call: (tenantId) => rooms.get(tenantId)?.call(),
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
