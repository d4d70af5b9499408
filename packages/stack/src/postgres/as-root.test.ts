import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { silentLogger } from '@trekker/kit';
import { locateBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { choosePlace } from './place.ts';
import { nobody, ownUser, rootRenamed, uidInPasswd } from './spawn-user.ts';
import { embeddedPostgres } from './supervisor.ts';
import { clientOf, newDataFolder, postmasterPid, startedServer } from './testing/data-folder.ts';

const isRoot = process.getuid?.() === 0;
const asRoot = { skip: isRoot ? false : 'only root needs another user for PostgreSQL' };

test('under a folder open to all, root’s server runs as uid 65534, which owns the cluster', asRoot, async (t) => {
  const dataDir = newDataFolder(t);
  chmodSync(dataDir, 0o755);
  await startedServer(t, { dataDir });
  assert.equal(statSync(`/proc/${postmasterPid(dataDir)}`).uid, 65_534);
  assert.equal(statSync(join(dataDir, 'postgres', 'base')).uid, 65_534);
});

test('under a 0700 folder root’s server runs all the same, and the files stay root’s', asRoot, async (t) => {
  const home = newDataFolder(t);
  chmodSync(home, 0o700);
  const dataDir = join(home, 'trekker', 'data');
  const server = await startedServer(t, { dataDir });
  assert.equal(await server.ready?.(), null);
  assert.equal(realpathSync(join(dataDir, 'postgres')), join(dataDir, 'postgres'));
  assert.equal(statSync(join(dataDir, 'postgres', 'base')).uid, 0);
});

test('programs under a 0700 folder are reached as well', asRoot, async (t) => {
  const [dataDir, home] = [newDataFolder(t), newDataFolder(t)];
  chmodSync(dataDir, 0o755);
  const binaries = await locateBinaries();
  cpSync(binaries.native, join(home, 'native'), { recursive: true, verbatimSymlinks: true });
  const closed = { ...binaries, native: join(home, 'native') };
  const place = await choosePlace({ dataDir, binaries: closed, log: silentLogger });
  await ensureCluster(place, 'secret');
  assert.equal(statSync(join(place.clusterDir, 'base')).uid, 0);
});

test('a folder that is closed or opened between two runs keeps its rows', asRoot, async (t) => {
  const dataDir = newDataFolder(t);
  for (const [mode, rowsBefore] of [
    [0o755, 0],
    [0o700, 1],
    [0o755, 2],
  ] as const) {
    chmodSync(dataDir, mode);
    await using server = embeddedPostgres({ dataDir, log: silentLogger });
    await server.start();
    const sql = clientOf(t, server.address());
    await sql`create table if not exists kept (n int)`;
    assert.equal((await sql`select n from kept`).length, rowsBefore);
    await sql`insert into kept values (1)`;
    await sql.end();
  }
});

test(
  'where no user reaches the data folder the cluster goes elsewhere, said in the log and found again',
  asRoot,
  async (t) => {
    const [dataDir, refuge] = [newDataFolder(t), newDataFolder(t)];
    chmodSync(refuge, 0o755);
    const warnings: unknown[] = [];
    const log = { ...silentLogger, warn: (_: unknown, text?: string) => void warnings.push(text), child: () => log };
    const binaries = await locateBinaries();
    const first = await choosePlace({ dataDir, binaries, log, refuge, users: [nobody] });
    await ensureCluster(first, 'secret');
    assert.match(String(warnings), /the database is kept in .*trekker-[0-9a-f]{16}\/postgres instead/);
    assert.ok(first.clusterDir.startsWith(refuge));
    assert.ok(lstatSync(join(dataDir, 'postgres')).isSymbolicLink());

    const second = await choosePlace({ dataDir, binaries, log, refuge, users: [nobody, await rootRenamed()] });
    assert.equal(second.clusterDir, first.clusterDir);
    assert.ok(existsSync(join(second.clusterDir, 'PG_VERSION')));
  },
);

test('a cluster that nobody reaches any more is not replaced by an empty one', asRoot, async (t) => {
  const [dataDir, refuge] = [newDataFolder(t), newDataFolder(t)];
  const binaries = await locateBinaries();
  await ensureCluster(await choosePlace({ dataDir, binaries, log: silentLogger }), 'secret');
  const blocked = choosePlace({ dataDir, binaries, log: silentLogger, refuge, users: [nobody] });
  await assert.rejects(blocked, /no other user reaches .* open the folders above the data/);
});

test('nobody but root needs another user', { skip: isRoot ? 'this process is root' : false }, async (t) => {
  const dataDir = newDataFolder(t);
  const place = await choosePlace({ dataDir, binaries: await locateBinaries(), log: silentLogger });
  assert.equal(place.user, ownUser);
});

test('root is renamed to a number that has a name, as initdb asks for it', () => {
  assert.equal(uidInPasswd('root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\n'), 1000);
  assert.equal(uidInPasswd('root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n'), 65_534);
  assert.equal(uidInPasswd(''), 1000);
});
