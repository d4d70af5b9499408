import { mkdir, rm } from 'node:fs/promises';
import { assertDurable, defineService, type Logger, type Service } from '@trekker/kit';
import type { PostgresAddress } from './address.ts';
import { locateBinaries } from './binaries.ts';
import { clusterMajor, ensureCluster } from './cluster.ts';
import { askStanding, withConnection } from './connect.ts';
import { lockDataFolder, type DataLock } from './data-lock.ts';
import { keptServer, type KeptServer } from './kept-server.ts';
import { chooseAddress, defaultTransport, type Transport } from './listening.ts';
import { belongsTo, giveTo } from './ownership.ts';
import { readOrMakePassword } from './password.ts';
import { choosePlace, type Place } from './place.ts';
import { startPostmaster, type Postmaster } from './postmaster.ts';
import { hasSettings, writeSettings } from './settings-file.ts';
import { renderSettings } from './settings.ts';
import { adoptOrEnd, findSurvivor } from './survivor.ts';

export type { PostgresAddress } from './address.ts';

/** What an embedded server is made of. */
export interface EmbeddedPostgresOptions {
  /** Folder of the product's data, made when absent. The cluster is its `postgres`, the password its `postgres-password`. */
  readonly dataDir: string;
  readonly log: Logger;
  /** Settings by PostgreSQL's names; they win over ours, and a server they make forgetful does not start. */
  readonly extraSettings?: Readonly<Record<string, string>>;
  /** How clients reach it; the unix socket where there is one. */
  readonly transport?: Transport;
}

/** The PostgreSQL server that comes with the product. */
export interface EmbeddedPostgres extends Service {
  /** Where it listens. Fails before `start`. */
  address(): PostgresAddress;
}

/** How long `ready` waits for an answer. */
const READY_TIMEOUT_MS = 2_000;
/** How long a server that accepts connections may take to tell its settings. */
const ASSERT_TIMEOUT_MS = 10_000;

/**
 * Runs PostgreSQL over the data folder until `stop`: makes the cluster once, takes over a server that an earlier
 * process left behind, starts it again after a crash. One process at a time may use a data folder.
 */
export function embeddedPostgres(options: EmbeddedPostgresOptions): EmbeddedPostgres {
  const held: { lock?: DataLock; address?: PostgresAddress; server?: KeptServer } = {};
  const stopping = new AbortController();
  let starting: Promise<void> = Promise.resolve();

  async function begin(): Promise<void> {
    await mkdir(options.dataDir, { recursive: true });
    held.lock = lockDataFolder(options.dataDir);
    const { place, address, adopted } = await prepare(options);
    held.address = address;
    stopping.signal.throwIfAborted();
    const launch = () => startPostmaster(place, options.log);
    held.server = keptServer({ address, adopted, launch, log: options.log });
    await held.server.begin();
    await withConnection({ address, timeoutMs: ASSERT_TIMEOUT_MS }, assertDurable);
    options.log.info({ clusterDir: place.clusterDir, user: place.user.described }, 'PostgreSQL serves');
  }

  async function release(): Promise<void> {
    await held.server?.end();
    if (held.address?.socketPath) await rm(held.address.socketPath, { recursive: true, force: true });
    held.lock?.release();
  }

  const service = defineService({
    name: 'postgres',
    async start() {
      starting = begin();
      await starting.catch(async (failure: unknown) => {
        await release();
        throw failure;
      });
    },
    async stop() {
      stopping.abort(new Error('PostgreSQL was stopped before it served'));
      await held.server?.end();
      await starting.catch(() => {}); // its caller hears of the failure
      await release();
    },
    async ready() {
      const standing = await askStanding(address(), READY_TIMEOUT_MS);
      if (standing.kind === 'starting') return 'PostgreSQL starts or recovers';
      return standing.kind === 'accepting' ? null : standing.problem;
    },
  });
  return { ...service, address };

  function address(): PostgresAddress {
    if (held.address) return held.address;
    throw new Error('the address of PostgreSQL is known once it was started');
  }
}

/** Everything before the server runs; afterwards cluster, owner and settings are right, or a survivor already serves. */
async function prepare({
  dataDir,
  log,
  extraSettings = {},
  transport = defaultTransport,
}: EmbeddedPostgresOptions): Promise<{ place: Place; address: PostgresAddress; adopted: Postmaster | null }> {
  const place = await choosePlace({ dataDir, binaries: await locateBinaries(), log });
  const { clusterDir, user, binaries } = place;
  const isMade = (await clusterMajor(clusterDir)) !== null;
  const password = await readOrMakePassword(dataDir, { isMade });
  await ensureCluster(place, password);
  const address = await chooseAddress(place, { transport, password });
  const settings = renderSettings({ ...address, version: binaries.version, extra: extraSettings });

  const survivor = findSurvivor(place);
  const unchanged = (await hasSettings(clusterDir, settings)) && (await belongsTo(user, clusterDir));
  const adopted = survivor && (await adoptOrEnd(survivor, { address, clusterDir, unchanged, log }));
  if (!adopted) {
    await giveTo(user, clusterDir);
    await writeSettings(place, settings);
  }
  return { place, address, adopted };
}
