import {
  createTenantFeed,
  type Clock,
  type Database,
  type Logger,
  type LogTail,
  type ProjectionRunner,
  type RunnerDependencies,
  type Secret,
  type TenantFeed,
} from '@trekker/kit';

import { createMusterBoards, type KeptBoard, type MusterBoards } from './boards.ts';
import { createMusterReplicas, type MusterReplicas } from './replicas.ts';

/** Four changes a second are the most that is told. */
const PAUSE_MS = 250;

/** Everything of mustering that outlives a request. */
export interface Musters {
  readonly replicas: MusterReplicas;
  readonly boards: MusterBoards;
  /** Tells, tenant by tenant, how the followed musters stand. */
  readonly feed: TenantFeed<ReadonlyMap<string, KeptBoard>>;
  /** Makes the feed look at a muster until the returned function is called. */
  readonly follow: (tenantId: string, musterId: string) => () => void;
  /** Signs the codes of stations. */
  readonly codeKey: Buffer;
  /** Keeps what is told of people's visits; a muster starts from what it has read. */
  readonly visits: ProjectionRunner;
}

/** Mustering in one process; the runners of its replicas and its feed are to be started by the caller. */
export function createMusters(
  running: RunnerDependencies & { database: Database; clock: Clock; log: Logger; tail: LogTail },
  { secret, visits }: { secret: Secret; visits: ProjectionRunner },
): Musters {
  const boards = createMusterBoards();
  const followed = new Map<string, string[]>();
  return {
    replicas: createMusterReplicas(running),
    boards,
    visits,
    codeKey: secret.derive('muster station codes'),
    follow(tenantId, musterId) {
      followed.set(tenantId, [...(followed.get(tenantId) ?? []), musterId]);
      return () => {
        const rest = followed.get(tenantId) ?? [];
        const at = rest.indexOf(musterId);
        followed.set(tenantId, [...rest.slice(0, at), ...rest.slice(at + 1)]);
        if (rest.length <= 1) followed.delete(tenantId);
      };
    },
    feed: createTenantFeed<null, ReadonlyMap<string, KeptBoard>>({
      name: 'headcount.musters',
      pauseMs: PAUSE_MS,
      database: running.database,
      clock: running.clock,
      log: running.log,
      tail: running.tail,
      source: (tenantId) => ({
        present: async () => null,
        async look(read, { now }) {
          const change = new Map<string, KeptBoard>();
          for (const musterId of new Set(followed.get(tenantId))) {
            const kept = await read((tx) => boards.of(tx, { tenantId, musterId, now }));
            if (kept) change.set(musterId, kept);
          }
          return { point: null, change, more: false };
        },
      }),
    }),
  };
}
