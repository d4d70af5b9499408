import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { createSecret, silentLogger } from '@trekker/kit';

import { writeManifest, type Manifest } from '../src/backup/manifest.ts';
import { takeBackup } from '../src/backup/take-backup.ts';
import { withInstalledDatabase } from '../src/installed-database.ts';
import { restore } from '../src/restore/restore.ts';
import { startStack } from '../src/stack.ts';
import type { PostgresAddress } from '../src/postgres/address.ts';
import { readAllRows } from './backup/all-rows.ts';
import { startOlderServer } from './backup/older-server.ts';
import { steadyReports } from './backup/steady-reports.ts';
import { clientOf, newDataFolder, startedServer } from '../src/postgres/testing/data-folder.ts';
import { signIn } from './support/client.ts';
import { newFolder, QUIET, startInstallation, type Installation } from './support/installation.ts';
import { populate, type Populated } from './support/populate.ts';
import { asSuperuser } from './support/superuser.ts';

const QUIETLY = { say: () => {}, signal: new AbortController().signal, log: silentLogger };

let source: Installation;
let [alpha, beta]: Populated[] = [];
/** Taken while the installation rested. */
let backup: string;
let rows: ReadonlyMap<string, readonly string[]>;
const folders: string[] = [];

before(async () => {
  source = await startInstallation();
  alpha = await populate(source, 'alpha');
  beta = await populate(source, 'beta');
});
after(async () => {
  await source[Symbol.asyncDispose]();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const folder = () => {
  const made = newFolder();
  folders.push(made);
  return made;
};

async function backUp(tenant: string | null = null): Promise<string> {
  const to = folder();
  const { dataDir } = source;
  const secret = createSecret(readFileSync(join(dataDir, 'secret'), 'utf8'));
  await withInstalledDatabase({ dataDir, databaseUrl: null, log: silentLogger }, (address) =>
    takeBackup({ address, secret, dataDir, folder: to, tenant, ...QUIETLY }),
  );
  return to;
}

const restoreInto = (from: string, into: string) =>
  restore({ from, into, dataDir: folder(), secretText: null, ...QUIETLY });

test('a backup under load is of one instant: what it holds of the log, of positions and of what follows belongs together', async () => {
  const reports = await steadyReports(source.intake, alpha?.door ?? '', `phone-${alpha?.marker}`);
  const from = await backUp();
  const { sent } = await reports.stop();
  assert.ok(sent > 20, `${sent} positions were acknowledged meanwhile`);
  const into = folder();
  const { manifest } = await restoreInto(from, into);
  await withInstalledDatabase({ dataDir: into, databaseUrl: null, log: silentLogger }, async () => {
    const problems = await asSuperuser(
      into,
      (sql) => sql<{ problem: string }[]>`
      select format('%s/%s has %s entries below %s', topic, partition, count(e."offset"), next_offset) as problem
      from log.heads h left join log.entries e using (topic, tenant_id, partition)
      group by topic, tenant_id, partition, next_offset having count(e."offset") <> next_offset
      union all select format('position of %s at %s/%s is ahead of its head', tracker_id, p.partition, "offset")
      from positions.history p join log.heads h on h.topic = 'positions' and h.partition = p.partition
      where "offset" >= next_offset
      union all select format('%s of geofences is ahead of its head', projection)
      from geofences.checkpoints c join log.heads h using (topic, tenant_id, partition) where "offset" >= next_offset`,
    );
    assert.deepEqual(
      problems.map(({ problem }) => problem),
      [],
    );
    const heads = await asSuperuser(
      into,
      (sql) => sql<{ head: string; next: string }[]>`
      select format('%s/%s/%s', topic, tenant_id, partition) as head, next_offset as next from log.heads`,
    );
    assert.deepEqual(Object.fromEntries(heads.map(({ head, next }) => [head, Number(next)])), manifest.heads);
  });
});

test('an installation restored into an empty folder has every row, lets the same people in and goes on from there', async () => {
  assert.ok(await source.stack.subgraphs.caughtUp(30_000));
  // Services that tell the time by a row of their own would make two readings differ.
  await source.stack.stop();
  backup = await backUp();
  const into = folder();
  await restoreInto(backup, into);
  rows = await rowsOf(source.dataDir);
  const restored = await rowsOf(into);
  assert.deepEqual([...restored.keys()].toSorted(), [...rows.keys()].toSorted());
  // What the database knows of its last backup is written behind it.
  rows = new Map([...rows].filter(([table]) => table !== 'log.backed_up'));
  assertSameRows(restored);
  assert.ok([...rows.values()].filter((some) => some.length > 0).length > 40, 'most tables hold something');

  await using stack = await startStack({ ...QUIET, TREKKER_DATA_DIR: into }, silentLogger);
  const client = await signIn(new URL(stack.addresses().graphql).origin, alpha?.login ?? assert.fail());
  const { trackers } = await client.run('{ trackers(first: 10) { nodes { name lastPosition { recordedAt } } } }');
  assert.match(JSON.stringify(trackers), /alpha.*recordedAt/);
  assert.ok(await stack.subgraphs.caughtUp(30_000));
  const reports = await steadyReports(stack.addresses().intake, alpha?.door ?? '', `phone-${alpha?.marker}`);
  assert.ok((await reports.stop()).sent > 0);
  assert.ok(await stack.subgraphs.caughtUp(30_000), 'everything derives from what comes after the restore');
});

test('a backup of one tenant holds nothing of another', async () => {
  const into = folder();
  const noted = async () => (await rowsOf(source.dataDir)).get('log.backed_up');
  const before = await noted();
  const from = await backUp('alpha');
  assert.deepEqual(await noted(), before, 'the log of the others may not be trimmed by it');
  await restore({
    from,
    into,
    dataDir: into,
    ...QUIETLY,
    secretText: readFileSync(join(source.dataDir, 'secret'), 'utf8'),
  });
  const text = JSON.stringify([...(await rowsOf(into))]);
  assert.match(text, /alpha/);
  assert.doesNotMatch(text, new RegExp(beta?.marker ?? 'beta'));
});

test('a backup goes into an empty outside database, and into none that holds a table', async (t) => {
  const url = urlOf((await startedServer(t, { dataDir: newDataFolder(t) })).address());
  const dataDir = newDataFolder(t);
  await restore({ from: backup, into: url, dataDir, secretText: null, ...QUIETLY });
  await using stack = await startStack({ ...QUIET, TREKKER_DATA_DIR: dataDir, DATABASE_URL: url }, silentLogger);
  await signIn(new URL(stack.addresses().graphql).origin, beta?.login ?? assert.fail());
  await assert.rejects(
    restore({ from: backup, into: url, dataDir, secretText: null, ...QUIETLY }),
    /the database is not empty: it has/,
  );
});

test('a backup goes into an earlier major version of PostgreSQL, and one of that into ours, row by row', async (t) => {
  const older = await startOlderServer(t);
  if (!older) return t.skip('npm gives no PostgreSQL 17 here');
  const dataDir = folder();
  await restore({ from: backup, into: urlOf(older), dataDir, secretText: null, ...QUIETLY });
  const sql = clientOf(t, older);
  assert.match((await sql`show server_version`)[0]?.['server_version'], /^17\./);
  assertSameRows(await readAllRows(sql));
  const secret = createSecret(readFileSync(join(source.dataDir, 'secret'), 'utf8'));
  const [taken, into] = [folder(), folder()];
  await takeBackup({ address: older, secret, dataDir, folder: taken, tenant: null, ...QUIETLY });
  await restoreInto(taken, into);
  assertSameRows(await rowsOf(into));
});

const DAMAGES: Readonly<Record<string, { damage: (copy: string) => void; expected: RegExp }>> = {
  'a table that was changed': {
    damage: (copy) => {
      const file = join(copy, 'tables/log.entries.copy.zst');
      const bytes = readFileSync(file);
      bytes[100] = (bytes[100] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    },
    expected: /tables\/log\.entries\.copy\.zst is not as it was written/,
  },
  'a table that was cut short': {
    damage: (copy) => truncateSync(join(copy, 'tables/trackers.people.copy.zst'), 5),
    expected: /tables\/trackers\.people\.copy\.zst must have \d+ bytes, got 5/,
  },
  'a table that is missing': {
    damage: (copy) => rmSync(join(copy, 'tables/geofences.visits.copy.zst')),
    expected: /tables\/geofences\.visits\.copy\.zst cannot be read/,
  },
  'a manifest that was changed': {
    damage: (copy) => {
      const file = join(copy, 'manifest.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace('"rows": ', '"rows": 1'));
    },
    expected: /manifest\.json is not as it was written/,
  },
  'a backup that was not finished': {
    damage: (copy) => rmSync(join(copy, 'manifest.json')),
    expected: /manifest\.json cannot be read/,
  },
};

for (const [what, { damage, expected }] of Object.entries(DAMAGES)) {
  test(`${what} is refused by its name, and nothing is made of it`, async () => {
    const [copy, into] = [folder(), folder()];
    cpSync(backup, copy, { recursive: true });
    damage(copy);
    await assert.rejects(restoreInto(copy, into), expected);
    assert.deepEqual(readdirSync(into), []);
  });
}

test('a table with fewer rows than were backed up is told by its name, and nothing is made of it', async () => {
  const [copy, into] = [folder(), folder()];
  cpSync(backup, copy, { recursive: true });
  const manifest: Manifest = JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8'));
  const tables = manifest.tables.map((table) => (table.name === 'people' ? { ...table, rows: table.rows + 1 } : table));
  // As if rows had been lost before the backup was sealed.
  await writeManifest(
    copy,
    { ...manifest, tables },
    createSecret(readFileSync(join(source.dataDir, 'secret'), 'utf8')),
  );
  await assert.rejects(
    restoreInto(copy, into),
    /"people" must have \d+ rows after tables\/trackers\.people\.copy\.zst, got \d+/,
  );
  assert.deepEqual(readdirSync(into), []);
});

test('a role that policies hide rows from backs nothing up', async () => {
  const { dataDir } = source;
  const secret = createSecret(readFileSync(join(dataDir, 'secret'), 'utf8'));
  const to = folder();
  await withInstalledDatabase({ dataDir, databaseUrl: null, log: silentLogger }, async (installed) => {
    await asSuperuser(dataDir, async (sql) => {
      await sql.unsafe(`create role partial login password 'partial'`);
      await sql.unsafe('grant pg_read_all_data to partial');
      await sql.unsafe("alter role partial set statement_timeout = '1ms'");
    });
    const address = { ...installed, user: 'partial', password: 'partial' };
    await assert.rejects(
      takeBackup({ address, secret, dataDir, folder: to, tenant: null, ...QUIETLY }),
      /row-level security/,
    );
  });
  assert.ok(!readdirSync(to).includes('manifest.json'));
});

test('a folder that holds something is neither written to nor restored into', async () => {
  const full = folder();
  writeFileSync(join(full, 'mine'), '');
  await assert.rejects(restoreInto(backup, full), /is not empty: it has mine/);
  assert.deepEqual(readdirSync(full), ['mine']);
});

function urlOf({ socketPath, port, password }: PostgresAddress): string {
  const host = encodeURIComponent(socketPath ?? '127.0.0.1');
  return `postgres://postgres:${encodeURIComponent(password)}@/postgres?host=${host}&port=${port}`;
}

/** What there is is what the installation had when the backup was taken, but for what it knows of backups. */
function assertSameRows(found: ReadonlyMap<string, readonly string[]>): void {
  for (const [table, expected] of rows) assert.deepEqual(found.get(table), expected, table);
}

async function rowsOf(dataDir: string): Promise<ReadonlyMap<string, readonly string[]>> {
  return withInstalledDatabase({ dataDir, databaseUrl: null, log: silentLogger }, () =>
    asSuperuser(dataDir, readAllRows),
  );
}
