import type { Database, Session } from '../database/database.ts';
import { endFrozenSessions } from '../database/frozen-sessions.ts';
import type { Logger } from '../logger.ts';
import { defineService, type Service } from '../service.ts';
import { countMembers, laneLocks, LANES, type Members } from './lane-locks.ts';

/**
 * Which lanes this process consumes; the processes of a service share them evenly. A lane is held by a session lock of
 * PostgreSQL, so it is free again the moment its holder's connection ends, which the server sees to when the holder says
 * nothing for some seconds. Holding is a matter of order, not of safety: a holder that was paused and lost its lane is
 * stopped by its checkpoint (see `commitCheckpoints`).
 */
export interface Leases extends Service {
  /** Whether this process consumes a lane of a projection. */
  holds(projection: string, lane: number): boolean;
  /**
   * Takes free lanes up to this process's share, or gives back as many as it has too many of those that `rests` names.
   * Called once a second by each runner.
   */
  refresh(projection: string, rests: (lane: number) => boolean): Promise<void>;
}

/** From one sign of life on the session to the next; the server ends a session that is silent for much longer. */
const BEAT_MS = 1_000;
/** A process that says nothing for so long amid a statement is taken for stopped: as long as amid a transaction. */
const FROZEN_MS = 10_000;
/** How long a count of members serves all projections of the service, in milliseconds; less than from one refresh to the next. */
const COUNTED_MS = 500;
const ALL_LANES = Array.from({ length: LANES }, (_, lane) => lane);

/**
 * Leases of one service, all on one connection. When that is lost every lane is, and is asked for anew. Who holds lanes also
 * sees to it that no stopped process of the service keeps rows locked that they need.
 */
export function createLeases(
  database: Database,
  log: Logger,
  { frozenMs = FROZEN_MS }: { frozenMs?: number } = {},
): Leases {
  const held = new Map<string, Set<number>>();
  let session: Session | undefined;
  let beat: NodeJS.Timeout | undefined;
  let membersOf = countedMembers();
  let stopped = false;
  /** Counts connections: what is told by one that was lost meanwhile is no longer true. */
  let connection = 0;

  function lost(): void {
    connection += 1;
    if (stopped) return;
    held.clear();
    membersOf = countedMembers();
    log.warn({}, 'the session that holds the leases was lost');
  }

  function openSession(): Session {
    const opened = database.openSession(lost);
    beat = startBeat(opened, { frozenMs, log, isNeeded: () => held.size > 0 });
    return opened;
  }

  async function refresh(projection: string, rests: (lane: number) => boolean): Promise<void> {
    if (stopped) return;
    session ??= openSession();
    const locks = laneLocks(session, projection);
    const askedOn = connection;
    const isLost = () => connection !== askedOn || stopped;
    if (!held.has(projection)) await locks.join();
    const share = Math.ceil(LANES / locks.members(await membersOf(session)));
    if (isLost()) return;
    const mine = held.get(projection) ?? new Set<number>();
    held.set(projection, mine);
    const surplus = [...mine].filter(rests).slice(0, Math.max(0, mine.size - share));
    for (const lane of surplus) mine.delete(lane);
    if (surplus.length) await locks.giveBack(surplus);
    if (mine.size >= share || surplus.length) return;
    const free = ALL_LANES.filter((lane) => !mine.has(lane));
    const taken = await locks.take(free, share - mine.size);
    if (!isLost()) for (const lane of taken) mine.add(lane);
  }

  return {
    ...defineService({
      name: 'leases',
      start: async () => {},
      async stop() {
        stopped = true;
        held.clear();
        clearInterval(beat);
        await session?.end();
      },
    }),
    holds: (projection, lane) => held.get(projection)?.has(lane) ?? false,
    refresh,
  };
}

/** Keeps a session alive while it is needed, and has an eye on other processes from time to time. */
function startBeat(
  session: Session,
  { frozenMs, log, isNeeded }: { frozenMs: number; log: Logger; isNeeded: () => boolean },
): NodeJS.Timeout {
  let lookedAt = performance.now();
  const look = async () => {
    const frozen = await endFrozenSessions(session, frozenMs);
    if (frozen > 0) log.warn({ frozen }, 'ended sessions of a process that stopped amid a statement');
  };
  return setInterval(() => {
    // Without a lease there is no connection to keep alive; the next refresh opens one.
    if (!isNeeded()) return;
    const looks = performance.now() >= lookedAt + frozenMs / 2;
    if (looks) lookedAt = performance.now();
    (looks ? look() : session.sql`select 1`).catch(() => {});
  }, BEAT_MS);
}

/** Counts members on a session, once for all who ask within some time. */
function countedMembers(): (session: Session) => Promise<Members> {
  let counted: { readonly members: Promise<Members>; readonly at: number } | undefined;
  return (session) => {
    const now = performance.now();
    if (counted && now <= counted.at + COUNTED_MS) return counted.members;
    const members = countMembers(session);
    counted = { members, at: now };
    members.catch(() => (counted = undefined));
    return members;
  };
}
