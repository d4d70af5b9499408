import type { Logger } from '@trekker/kit';
import type { PostgresAddress } from './address.ts';
import { askStanding } from './connect.ts';
import type { Place } from './place.ts';
import { endPostmaster, foundPostmaster, type Postmaster } from './postmaster.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { isPostmasterOf } from './processes.ts';

/** A server of this data directory that outlived the process that started it, or null. */
export function findSurvivor(place: Place): Postmaster | null {
  const pid = readPostmasterFile(place.clusterDir)?.pid;
  return pid !== undefined && isPostmasterOf(pid, place.clusterDir) ? foundPostmaster(place, pid) : null;
}

/**
 * The survivor, when it serves this data directory at the address we want with the settings we want;
 * otherwise it is ended and the answer is null.
 */
export async function adoptOrEnd(
  survivor: Postmaster,
  {
    address,
    clusterDir,
    unchanged,
    log,
  }: { address: PostgresAddress; clusterDir: string; unchanged: boolean; log: Logger },
): Promise<Postmaster | null> {
  const { pid } = survivor;
  const objection = unchanged ? await objectionTo(survivor, { address, clusterDir }) : 'it runs with other settings';
  if (objection === null) {
    log.info({ pid }, 'PostgreSQL of an earlier run is still there and is used');
    return survivor;
  }
  log.warn({ pid, objection }, 'PostgreSQL of an earlier run is still there and is started anew');
  await endPostmaster(survivor, log);
  return null;
}

/** How long a survivor may take to answer; while it says that it starts or stops we wait with it. */
const PATIENCE_MS = 10_000;

async function objectionTo(
  survivor: Postmaster,
  { address, clusterDir }: { address: PostgresAddress; clusterDir: string },
): Promise<string | null> {
  for (;;) {
    const standing = await Promise.race([survivor.ended, askStanding(address, PATIENCE_MS)]);
    if (typeof standing === 'string') return 'it has ended';
    if (standing.kind === 'accepting') {
      return standing.dataDirectory === clusterDir ? null : `it serves ${standing.dataDirectory}`;
    }
    if (standing.kind !== 'starting') return standing.problem;
  }
}
