import { defineService, UnavailableError, type LogTail, type Service } from '@trekker/kit';

import { TRACKERS_TOPIC } from '../events.ts';
import { Room, type RoomDependencies, type RoomListener } from './room.ts';

/** Tells of changed trackers, tenant by tenant, as long as somebody listens. */
export interface TrackerFeed extends Service {
  /**
   * Follows a tenant. Every change that is committed after the promise resolved is told, some from before it may be.
   * Returns the function that leaves. Fails with UNAVAILABLE when the process stops.
   */
  join(tenantId: string, listener: RoomListener): Promise<() => void>;
}

/** One room per tenant that somebody follows. */
export function createTrackerFeed({ tail, ...deps }: RoomDependencies & { tail: LogTail }): TrackerFeed {
  const rooms = new Map<string, Room>();
  const closing = new Set<Promise<void>>();
  let unsubscribe = () => {};
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
      name: 'tracker feed',
      start: async () => {
        unsubscribe = tail.onMoved(TRACKERS_TOPIC, ({ head }) => rooms.get(head.tenantId)?.call());
      },
      async stop() {
        stopped = true;
        unsubscribe();
        for (const room of rooms.values()) for (const listener of room.listeners) listener.ended();
        await Promise.all([...closing, ...[...rooms.values()].map((room) => room.close())]);
      },
    }),
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
