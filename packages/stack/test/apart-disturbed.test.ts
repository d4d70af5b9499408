import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { createApi } from '../src/demo/api.ts';
import { compareTransitions } from '../src/replay/compare-transitions.ts';
import { patientApi } from '../src/replay/patient-api.ts';
import { readTransitions } from '../src/replay/read-transitions.ts';
import { meetRemoteProduct } from '../src/replay/remote-product.ts';
import { postmasterPid } from '../src/postgres/testing/data-folder.ts';
import { startApartSite, type ApartSite } from './apart/apart-site.ts';
import { ALL_READY, untilReadyz } from './apart/readiness.ts';
import { openScreen, type Screen } from './apart/screen.ts';
import { expectedTransitions, startWalk, type SteadyWalk } from './apart/steady-walk.ts';
import { checkHistory } from './crash/check-history.ts';
import { readHistory } from './crash/read-history.ts';
import { sentForms } from './crash/run-replay.ts';
import { chooseSeed } from './crash/seeded-random.ts';
import type { Answer } from './support/client.ts';

const full = process.env.TREKKER_TEST_SCALE === 'full'; // oxlint-disable-line node/no-process-env -- how the test runner says so

/** A query that only this part can answer. */
const ASKS: Readonly<Record<string, string>> = {
  tenancy: '{ units(first: 1) { nodes { id } } }',
  trackers: '{ trackers(first: 1) { nodes { id } } }',
  positions: '{ latestPositions(first: 1) { nodes { id } } }',
  geofences: '{ geofences(first: 1) { nodes { id } } }',
  headcount: '{ occupancy { asOf } }',
  timesheets: '{ attendanceRules { __typename } }',
};
/** Who is struck together; one after the other where there is time. */
const PAIRS = [
  ['tenancy', 'headcount'],
  ['trackers', 'timesheets'],
  ['positions', 'geofences-2'],
  ['intake', 'redis'],
];
const KILLED = full ? PAIRS.flat().map((victim) => [victim]) : PAIRS;
const STOPPED = full
  ? [...PAIRS.flat(), 'geofences'].map((victim) => [victim])
  : [
      ['positions', 'geofences'],
      ['intake', 'redis'],
    ];

let site: ApartSite;
let walk: SteadyWalk;
let screen: Screen;
const seed = chooseSeed();

before(async () => {
  site = await startApartSite({ TREKKER_GATEWAY_SUBGRAPH_TIMEOUT_MS: '2000' });
  walk = await startWalk(site, seed);
  screen = openScreen(site);
  await untilReadyz(site.origin, ALL_READY);
});
after(async () => {
  await screen[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});

const pidOf = (name: string): number => {
  const pid = site.installation.pids().get(name);
  assert.ok(pid, `${name} runs`);
  return pid;
};

/** The codes of an answer's errors; empty when all is well. */
async function codesOf(document: string): Promise<unknown[]> {
  const { errors = [] } = JSON.parse((await site.client.post(document)).text) as Answer;
  return errors.map(({ extensions }) => extensions?.['code']);
}

/** What `/readyz` says while these are away. */
function awayPattern(victims: readonly string[]): RegExp {
  const said = victims.map((victim) =>
    victim === 'redis' ? 'redis: ' : `${victim.replace(/-\d$/, '')}: .*does not answer`,
  );
  // A part with another process still works.
  const works = victims.every((victim) => victim.startsWith('geofences'));
  return new RegExp(`^${works ? '200' : '503'}${said.map((each) => `(?=.*${each})`).join('')}`, 's');
}

/** Everybody but the victims answers as ever; what only they know fails with a code that says: try again. */
async function assertRestGoesOn(victims: readonly string[] = []): Promise<void> {
  const asks = Object.entries(ASKS).map(async ([name, ask]) => {
    const codes = await codesOf(ask);
    const isAway = victims.includes(name) && name !== 'geofences';
    for (const code of codes)
      assert.ok(isAway && ['UNAVAILABLE', 'TIMEOUT'].includes(String(code)), `${name}: ${String(code)}`);
  });
  await Promise.all(asks);
}

async function untilMoreAcknowledged(): Promise<void> {
  const before = walk.acknowledged();
  for (
    const end = Date.now() + 60_000;
    walk.acknowledged() <= before;
    await new Promise((resolve) => setTimeout(resolve, 20))
  )
    assert.ok(Date.now() < end, 'nothing is acknowledged any more');
}

describe('kill -9', () => {
  for (const victims of KILLED) {
    test(`of ${victims.join(' and ')}: the rest goes on, /readyz names it, and it comes back`, async () => {
      const before = victims.map(pidOf);
      for (const pid of before) process.kill(pid, 'SIGKILL');
      // Redis is back before anybody can ask.
      await untilReadyz(site.origin, awayPattern(victims.filter((victim) => victim !== 'redis')));
      await assertRestGoesOn(victims);
      await untilReadyz(site.origin, ALL_READY);
      for (const pid of victims.map(pidOf)) assert.ok(!before.includes(pid), 'it is another process');
      await assertRestGoesOn();
      await untilMoreAcknowledged();
    });
  }

  test('of the gateway: it comes back, and devices never notice', async () => {
    const pid = pidOf('gateway');
    process.kill(pid, 'SIGKILL');
    await untilReadyz(site.origin, /^no answer$/);
    await untilMoreAcknowledged();
    await untilReadyz(site.origin, ALL_READY);
    await assertRestGoesOn();
  });

  test('of PostgreSQL: it comes back, and everybody finds it again', async () => {
    process.kill(postmasterPid(site.dataDir), 'SIGKILL');
    await untilMoreAcknowledged();
    await untilReadyz(site.origin, ALL_READY);
    await assertRestGoesOn();
  });
});

describe('SIGSTOP', () => {
  for (const victims of STOPPED) {
    test(`of ${victims.join(' and ')}: the rest goes on, /readyz names it, and it goes on after SIGCONT`, async () => {
      const pids = victims.map(pidOf);
      for (const pid of pids) process.kill(pid, 'SIGSTOP');
      try {
        await assertRestGoesOn(victims);
        await untilReadyz(site.origin, awayPattern(victims));
        await assertRestGoesOn(victims);
        // What a stopped process held goes to the other one, which derives from all that comes.
        if (victims.includes('geofences')) await untilDerived();
      } finally {
        for (const pid of pids) process.kill(pid, 'SIGCONT');
      }
      await untilReadyz(site.origin, ALL_READY);
      assert.deepEqual(victims.map(pidOf), pids, 'they are still the same processes');
      await assertRestGoesOn();
      await untilMoreAcknowledged();
    });
  }
});

test('nothing was lost or repeated: history, log, visits and what a screen saw', async (t) => {
  const fixes = await walk.stop();
  t.diagnostic(
    `TREKKER_TEST_SEED=${seed}, ${fixes.length} fixes, streams ended with ${JSON.stringify(count(screen.ends))}`,
  );
  const { trackers, zones } = walk;
  await untilDerived();
  const observed = await readHistory(site.dataDir);
  const sent = sentForms(fixes, { trackers } as Parameters<typeof sentForms>[1]);
  assert.deepEqual(checkHistory({ sent, acknowledged: new Set(fixes.keys()), ...observed }), []);

  const api = patientApi(createApi(`${site.origin}/graphql`, site.client.token), 60_000);
  const derived = await readTransitions(api, { zones, trackers });
  const differences = compareTransitions({ expected: expectedTransitions(fixes), derived, isAmbiguous: () => false });
  assert.deepEqual(differences, { missing: [], unexpected: [], explained: [] });
  assert.ok(derived.length > trackers.size, `${derived.length} transitions`);

  const last = new Map(fixes.map(({ identifier, at }) => [identifier, at]));
  const shown = () => [...trackers].map(([id, identifier]) => [identifier, screen.newest.get(id)]);
  const wanted = [...trackers].map(([, identifier]) => [identifier, last.get(identifier)]);
  for (const end = Date.now() + 10_000; JSON.stringify(shown()) !== JSON.stringify(wanted) && Date.now() < end;)
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(shown(), wanted, 'the screen shows everybody where they are now');
});

test('streams end with what a client comes back after, and go on behind their cursor', () => {
  const expected =
    /^(UNAVAILABLE|TIMEOUT|closed (1006|1012)|Error: the WebSocket was refused|Error: the socket was closed: \d+ .*)$/;
  assert.deepEqual(
    screen.ends.filter((end) => !expected.test(end)),
    [],
  );
  assert.ok(screen.ends.includes('UNAVAILABLE'), screen.ends.join(', '));
  assert.equal(screen.snapshots(), 1);
});

/** Waits until everything acknowledged so far has become visits. */
async function untilDerived(): Promise<void> {
  await using product = await meetRemoteProduct({
    url: new URL(site.origin),
    devicesUrl: new URL(site.intake),
    ingestToken: site.door,
    accessToken: site.client.token,
  });
  assert.ok(await product.caughtUp(60_000), 'everything was derived from');
}

function count(texts: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(texts, (text) => text)].map(([text, all]) => [text, all.length]));
}
