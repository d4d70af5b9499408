import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { createSecret, silentLogger } from '@trekker/kit';
import type { Sql } from 'postgres';

import { takeBackup } from '../src/backup/take-backup.ts';
import { withInstalledDatabase } from '../src/installed-database.ts';
import { askRebuild, listProjections } from '../src/rebuild/ask-rebuild.ts';
import { subgraphMigrations } from '../src/subgraphs.ts';
import { steadyReports } from './backup/steady-reports.ts';
import { newFolder, startInstallation, type Installation } from './support/installation.ts';
import { populate, type Populated } from './support/populate.ts';
import { fixOf, reportPositions } from './support/report.ts';
import { asSuperuser } from './support/superuser.ts';

const OPTIONS = { say: () => {}, signal: new AbortController().signal };
/** What derives from the topic whose entries go. */
const READERS = 'positions/latest positions/motion geofences/presence headcount/last-positions trackers/heard';

let installation: Installation;
let alpha: Populated;

before(async () => {
  installation = await startInstallation({ TREKKER_POSITIONS_LOG_RETENTION_DAYS: '0' });
  alpha = await populate(installation, 'alpha');
  const minutes = Array.from({ length: 50 }, (_, index) => 84 - index);
  const places = minutes.map((ago) => ({ latitude: ago % 20 < 10 ? 52.5 : 52.6, longitude: 13.4, ago }));
  for (const { ago, ...place } of places)
    await reportPositions(`${installation.intake}/i/${alpha.door}`, [fixOf('phone-alpha', ago, place)]);
  assert.ok(await installation.stack.subgraphs.caughtUp(60_000));
});
after(() => installation[Symbol.asyncDispose]());

test('visits, their ids and since when they are known come out the same anew although the log was trimmed', async () => {
  const { dataDir, stack, intake } = installation;
  await asSuperuser(dataDir, async (sql) => {
    const readers = await sql<{ name: string }[]>`
      select format('%s/%s', service, projection) as name from log.readers where topic = 'positions'`;
    const missing = READERS.split(' ').filter((name) => !readers.some((reader) => reader.name === name));
    assert.deepEqual(missing, [], 'whoever reads the topic is known');
    const [entries, visits] = [await positionEntries(sql), await visitsOf(sql)];
    assert.ok(entries > 10 && visits.length > 0, `${entries} entries, ${visits.length} visits`);
    await trim(sql);
    assert.equal(await positionEntries(sql), 0);
    const reports = await steadyReports(intake, alpha.door, 'unit-alpha');
    const names = (await listProjections(sql, subgraphMigrations)).filter((name) =>
      READERS.includes(name.replace('.', '/')),
    );
    const done = await Promise.all(names.map((name) => askRebuild(sql, name, OPTIONS)));
    for (const { name, problems, differing, rows } of done) {
      assert.deepEqual([name, problems, differing], [name, [], 0]);
      assert.ok(rows > 0, name);
    }
    await reports.stop();
    assert.ok(await stack.subgraphs.caughtUp(60_000));
    const now = new Set(await visitsOf(sql));
    assert.deepEqual(
      visits.filter((visit) => !now.has(visit)),
      [],
    );
  });
});

test('what no backup holds stays in the log once there was one', async () => {
  const { dataDir, intake, stack } = installation;
  const folder = newFolder();
  await withInstalledDatabase({ dataDir, databaseUrl: null, log: silentLogger }, (address) =>
    takeBackup({ address, secret: createSecret('x'.repeat(64)), dataDir, folder, tenant: null, ...OPTIONS }),
  );
  rmSync(folder, { recursive: true, force: true });
  const reports = await steadyReports(intake, alpha.door, 'unit-alpha');
  const { sent } = await reports.stop();
  assert.ok(await stack.subgraphs.caughtUp(60_000));
  await asSuperuser(dataDir, async (sql) => {
    await trim(sql);
    const left = await sql`
      select 1 from log.entries e join log.backed_up b using (topic, tenant_id, partition)
      where e.type = 'positions' and e."offset" <= b."offset"`;
    assert.equal(left.length, 0);
    assert.ok((await positionEntries(sql)) >= sent / 10);
  });
});

/** Has old entries taken out of the log now and not at the next full hour. */
async function trim(sql: Sql): Promise<void> {
  const [before] = await sql<{ run_at: Date }[]>`
    update positions.jobs set run_at = now() - interval '1 second' where kind = 'trim-log' returning run_at`;
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(100)) {
    const [job] = await sql<{ run_at: Date; run: string | null }[]>`
      select run_at, run from positions.jobs where kind = 'trim-log'`;
    if (job && before && job.run_at > new Date(before.run_at.getTime() + 60_000) && job.run === null) return;
  }
  assert.fail('nobody trims the log');
}

async function positionEntries(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from log.entries where topic = 'positions' and type = 'positions'`;
  return row?.count ?? 0;
}

async function visitsOf(sql: Sql): Promise<string[]> {
  const rows = await sql<{ visit: string }[]>`
    select v::text as visit from geofences.visits v where known_to is null and to_at is not null order by 1`;
  return rows.map(({ visit }) => visit);
}
