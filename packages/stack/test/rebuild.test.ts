import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { askRebuild, listProjections } from '../src/rebuild/ask-rebuild.ts';
import { subgraphMigrations } from '../src/subgraphs.ts';
import { steadyReports } from './backup/steady-reports.ts';
import { startInstallation, type Installation } from './support/installation.ts';
import { populate, type Populated } from './support/populate.ts';
import { asSuperuser } from './support/superuser.ts';

const OPTIONS = { say: () => {}, signal: new AbortController().signal };
/** What acts rather than derives. */
const ACTING =
  /^(positions\.erasures$|tenancy\.(?!audit-|replica-)|headcount\.forgotten-positions$|geofences\.(assignments|tenant-zone|forgotten$))/;

let installation: Installation;
let alpha: Populated;

before(async () => {
  installation = await startInstallation();
  alpha = await populate(installation, 'alpha');
});
after(() => installation[Symbol.asyncDispose]());

test('everything that is derived is derived anew by one command while positions come in: what was wrong is right, and nothing else changes', async () => {
  const { dataDir, stack, intake } = installation;
  const reports = await steadyReports(intake, alpha.door, 'unit-alpha');
  await asSuperuser(dataDir, async (sql) => {
    const names = await listProjections(sql, subgraphMigrations);
    assert.ok(names.length > 25, names.join(' '));
    await sql`update positions.latest set speed_mms = 77777 where tracker_id = ${alpha.belongings['trackerId'] ?? ''}`;
    await sql`
      update headcount.last_positions set latitude_e7 = 1 where (tracker_id, minute) in
        (select tracker_id, min(minute) from headcount.last_positions
          where tracker_id = ${alpha.belongings['trackerId'] ?? ''} group by tracker_id)`;
    const found = new Map<string, number>();
    // The command asks for one after the other; all at once is the harder case, and takes a second instead of a minute.
    const done = await Promise.all(names.map((name) => askRebuild(sql, name, OPTIONS)));
    for (const { name, differing, problems, heads } of done) {
      assert.ok(heads > 0, name);
      if (differing) found.set(name, differing);
      assert.equal(problems.length > 0, ACTING.test(name), `${name}: ${problems.join()}`);
    }
    assert.deepEqual(Object.fromEntries(found), { 'positions.latest': 1, 'headcount.last-positions': 1 });
    const wrong = await sql`select 1 from positions.latest where speed_mms = 77777`;
    assert.equal(wrong.length, 0);
  });
  assert.ok((await reports.stop()).sent > 100, 'positions were taken all the while');
  assert.ok(await stack.subgraphs.caughtUp(60_000));
});

test('says so when no installation runs that could do it', async () => {
  await asSuperuser(installation.dataDir, async (sql) => {
    await sql`insert into positions.checkpoints (tenant_id, projection, topic, partition, "offset") select tenant_id, 'nobody', topic, partition, "offset" from positions.checkpoints limit 1`;
    const asking = askRebuild(sql, 'positions.nobody', { ...OPTIONS, patienceMs: 500 });
    await assert.rejects(asking, /nobody derives positions\.nobody anew; is the installation running\?/);
    assert.equal((await sql`select 1 from log.rebuilds where projection = 'nobody'`).length, 0);
  });
});
