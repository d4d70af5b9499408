import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { signIn } from './support/client.ts';
import { startInstallation, type Installation } from './support/installation.ts';
import { asSuperuser } from './support/superuser.ts';

// Commands as an operator runs them, in processes of their own, beside an installation that runs.

const SOURCES = join(import.meta.dirname, '../src');
const IMEI = '356938035643809';
const ADA = { signInName: 'ada', name: 'Ada', password: 'a password of Ada' };
const SPAN = 'from: "2025-03-05T00:00:00Z", to: "2025-03-07T00:00:00Z", first: 500';

let installation: Installation;
before(async () => {
  installation = await startInstallation();
  const { tenancy } = installation.stack.subgraphs.services;
  await tenancy.createTenant({ slug: 'alpha', name: 'Alpha', timeZone: 'Etc/UTC', administrator: ADA });
});
after(() => installation[Symbol.asyncDispose]());

/** Runs a script; gives how it ended and what it printed. */
async function run(script: string, ...args: string[]) {
  const env = { ...process.env, TREKKER_DATA_DIR: installation.dataDir };
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
  const [printed, said, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, printed, said };
}

const devices = (...args: string[]) => run(join(SOURCES, 'devices/main.ts'), ...args);

test('shows an operator which devices are nobody’s, and claims and releases them', async () => {
  assert.match((await devices('attempts')).printed, /^no device/);
  const [{ port } = { port: 0 }] = installation.stack.subgraphs.services.positions.devicePorts();
  const tracker = connect({ port, host: '127.0.0.1' });
  tracker.write(`#${IMEI}\r\n`); // how a receiver that speaks NMEA names itself
  let seen = '';
  for (let tries = 0; !seen.includes(IMEI) && tries < 20; tries += 1) {
    await sleep(250);
    seen = (await devices('attempts')).printed;
  }
  assert.match(seen, new RegExp(String.raw`^${IMEI}\tnmea\t[^\t]*127\.0\.0\.1\t\S+Z\t\S+Z\t1\n$`));
  tracker.destroy();
  const unknown = await devices('claim', 'beta', IMEI);
  assert.deepEqual([unknown.code, unknown.printed], [1, '']);
  assert.match(unknown.said, /there is no organisation with the short name "beta"/);
  assert.deepEqual(await devices('claim', 'alpha', IMEI), { code: 0, printed: `${IMEI} is alpha's now\n`, said: '' });
  assert.equal((await devices('claim', 'alpha', IMEI)).code, 1);
  assert.equal((await devices('release', IMEI)).code, 0);
  assert.deepEqual(await devices('release', IMEI), { code: 1, printed: `${IMEI} is nobody's\n`, said: '' });
  assert.match((await devices('claim', 'alpha')).said, /expected attempts, .*, got claim alpha/);
});

test('derives by name what is derived anew, and ends with 1 for a name that nobody has', async () => {
  const rebuild = (...args: string[]) => run(join(SOURCES, 'rebuild/main.ts'), ...args);
  assert.match((await rebuild()).printed, /\ntenancy\.audit-tenancy\n/);
  const done = await rebuild('tenancy.audit-tenancy');
  assert.equal(done.code, 0, done.said);
  assert.match(done.printed, /tenancy\.audit-tenancy: (\d+) of \1 heads, [1-9]\d* rows, 0 differed/);
  const unknown = await rebuild('positions.nothing');
  assert.equal(unknown.code, 1);
  assert.match(unknown.said, /there is no projection positions\.nothing; there are all, /);
});

test('takes a backup and makes an installation of it, each by one command', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'trekker-commands-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [copy, again] = [join(folder, 'copy'), join(folder, 'again')];
  assert.equal((await run(join(SOURCES, 'backup/main.ts'))).code, 2);
  const taken = await run(join(SOURCES, 'backup/main.ts'), '--to', copy);
  assert.equal(taken.code, 0, taken.said);
  assert.equal((await run(join(SOURCES, 'restore/main.ts'), '--from', copy)).code, 2);
  const restored = await run(join(SOURCES, 'restore/main.ts'), '--from', copy, '--into', again);
  assert.equal(restored.code, 0, restored.said);
  assert.match(restored.printed, /Restored as of \d{4}-\d\d-\d\dT/);
  const twice = await run(join(SOURCES, 'restore/main.ts'), '--from', copy, '--into', again);
  assert.equal(twice.code, 1, 'a folder that is not empty is left alone');
});

test('shows what one message of a device says, and how it is called', async () => {
  const decode = (...args: string[]) => run(join(SOURCES, '../../../scripts/decode.ts'), ...args);
  const sentence = '$GPRMC,225446,A,4916.45,N,12311.12,W,000.5,054.7,191194,020.3,E*68';
  const shown = await decode('--protocol', 'nmea', '--text', sentence);
  assert.equal(shown.code, 0, shown.said);
  assert.match(shown.printed, /latitude: 49\.27416/);
  const unknown = await decode('--protocol', 'nothing', '--hex', '00');
  assert.equal(unknown.code, 2);
  assert.match(unknown.said, /--protocol is nothing, expected gt06, /);
});

test('lets simulated vehicles report in a protocol of trackers, whose devices were claimed', async () => {
  const identifier = '900000000000201';
  assert.equal((await devices('claim', 'alpha', identifier)).code, 0);
  const client = await signIn(installation.origin, { tenant: 'alpha', name: ADA.signInName, password: ADA.password });
  await client.change('addTracker', 'tracker { id }', { name: 'Crane', identifier });
  const { token } = await client.change('createIngestDoor', 'token', { name: 'Site' });
  const [{ port } = { port: 0 }] = installation.stack.subgraphs.services.positions.devicePorts();
  const days = ['--from', '2025-03-05', '--people', '0', '--vehicles', '1', '--rate', '10000', '--interval', '3600'];
  const where = ['--url', `${installation.intake}/i/${token}/`, '--trackers', `nmea://127.0.0.1:${port}`];
  const simulated = await run(join(SOURCES, '../../../scripts/simulate.ts'), ...days, ...where);
  const [, accepted = '0'] = /^(\d+) accepted, \d+ retried, 0 dropped$/m.exec(simulated.said) ?? [];
  assert.ok(Number(accepted) > 5, simulated.said);
  const asked = `{ trackers(first: 9) { nodes { status { protocol transport } positions(${SPAN}) { nodes { id } } } } }`;
  for (let tries = 0; ; tries += 1, await sleep(250)) {
    const [crane] = (await client.run(asked)).trackers.nodes;
    if (crane.positions.nodes.length < Number(accepted) && tries < 40) continue;
    assert.deepEqual(crane.status, { protocol: 'nmea', transport: 'tcp' });
    assert.equal(crane.positions.nodes.length, Number(accepted));
    return;
  }
});

test('passes over what acts when everything is derived anew, and ends with 1 where something could not be', async () => {
  const all = () => run(join(SOURCES, 'rebuild/main.ts'), 'all');
  // Of which somebody who acts hears.
  assert.equal((await devices('claim', 'alpha', '490154203237518')).code, 0);
  assert.ok(await installation.stack.subgraphs.caughtUp(60_000));
  const done = await all();
  assert.equal(done.code, 0, done.said);
  assert.match(done.printed, /geofences\.forgotten acts rather than derives/);
  await asSuperuser(installation.dataDir, async (sql) => {
    const gone = await sql`delete from log.entries where topic = 'tenancy' and "offset" = 0`;
    assert.ok(gone.count > 0);
  });
  const failed = await all();
  assert.equal(failed.code, 1, failed.printed);
  assert.match(failed.printed, /tenancy\.audit-tenancy: .*\n {2}\S+ has no entry 0, the next one is 1\n/);
});
