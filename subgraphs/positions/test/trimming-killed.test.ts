import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { startRetention } from './retention-site.ts';
import type { PlaceOfLog } from './trim-endlessly.ts';

const ENTRIES = 150;
/** How many entries are gone when each process that trims is killed. */
const KILLED_AT = [1, 20, 60, 100];
/** Milliseconds after which each process that puts back is killed. */
const KILLED_AFTER_MS = [0, 15, 40];

let site: Awaited<ReturnType<typeof startRetention>>;
before(async () => void (site = await startRetention()));
after(() => site[Symbol.asyncDispose]());

test('counts what is gone whenever the process that trims or puts back is killed, and gives all of it back', async () => {
  const tenant = await site.tenant();
  for (let index = 0; index < ENTRIES; index += 1) await tenant.report(4 + index, { count: 1 });
  await site.settled();
  const entries = [...(await logged())];
  await site.positions.stop();
  for (const enough of KILLED_AT) {
    await using trimming = startTrimming();
    for (const end = Date.now() + 30_000; (await missing()) < enough;) assert.ok(Date.now() < end, 'it trims');
    trimming.kill();
    await trimming.ended;
  }
  const gone = await missing();
  assert.ok(gone >= 100 && gone < ENTRIES, `the last was killed in the midst, ${gone} entries are gone`);
  for (const ms of KILLED_AFTER_MS) {
    await recall();
    await using puttingBack = startTrimming();
    await puttingBack.begun;
    await sleep(ms);
    puttingBack.kill();
    await puttingBack.ended;
    await missing();
  }
  await recall();
  await using puttingBack = startTrimming();
  await puttingBack.begun;
  for (const end = Date.now() + 20_000; !(await isWhole()); await sleep(50)) assert.ok(Date.now() < end);
  assert.deepEqual([...(await logged())], entries);
});

/** How many entries are missing below the head; they are as many as are noted, and all where that is noted. */
async function missing(): Promise<number> {
  const [row] = await site.postgres.admin<{ missing: number; beyond: number }[]>`
    select count(*) filter (where e."offset" is null)::int as missing,
      count(*) filter (where e."offset" is null and o > t.trimmed_to)::int as beyond
    from log.trims t join log.heads h using (tenant_id, topic, partition)
    cross join lateral generate_series(0, h.next_offset - 1) as o
    left join log.entries e on e.topic = h.topic and e.tenant_id = h.tenant_id and e.partition = h.partition
      and e."offset" = o
    where h.topic = 'positions'`;
  assert.equal(row?.beyond, 0, 'nothing is gone but what is noted');
  return row?.missing ?? 0;
}

const logged = () => site.postgres.admin`
  select partition, "offset", kind, type, subject_id, at, encode(body, 'hex') as body
  from log.entries where topic = 'positions' order by partition, "offset"`;

/** Asks for all entries, as a projection does that begins again. */
const recall = () => site.postgres.admin`
  insert into log.recalls (tenant_id, topic, partition, service, projection, asked_at)
  select tenant_id, topic, partition, 'positions', 'nobody', now() from log.heads where topic = 'positions'
  on conflict do nothing`;

async function isWhole(): Promise<boolean> {
  const open = await site.postgres.admin`select 1 from log.recalls where whole_at is null limit 1`;
  return open.length === 0;
}

function startTrimming() {
  const { address, secretText } = site.postgres;
  const place: PlaceOfLog = { address, secretText };
  const script = join(import.meta.dirname, 'trim-endlessly.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(place)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const kill = () => void child.kill('SIGKILL');
  return {
    begun: once(child.stdout, 'data'),
    ended,
    kill,
    async [Symbol.asyncDispose]() {
      kill();
      await ended;
    },
  };
}
