import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { ApiError, createApi } from '../src/demo/api.ts';
import { compareTransitions } from '../src/replay/compare-transitions.ts';
import { patientApi } from '../src/demo/patient-api.ts';
import { readTransitions } from '../src/replay/read-transitions.ts';
import { meetRemoteProduct } from '../src/replay/remote-product.ts';
import { postmasterPid, processesIn } from '../src/postgres/testing/data-folder.ts';
import { startApartSite, type ApartSite } from './apart/apart-site.ts';
import { ALL_READY, untilReadyz } from './apart/readiness.ts';
import { openScreen, type Screen } from './apart/screen.ts';
import { expectedTransitions, startWalk, type SteadyWalk } from './apart/steady-walk.ts';
import { awayPattern, victimsOf } from './apart/victims.ts';
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
const { killed, stopped } = victimsOf({ full });

let site: ApartSite;
let walk: SteadyWalk;
let screen: Screen;
const seed = chooseSeed();

before(async () => {
  site = await startApartSite({
    TREKKER_GATEWAY_SUBGRAPH_TIMEOUT_MS: '2000',
    TREKKER_WEB: 'true',
    TREKKER_WEB_PORT: '0',
    TREKKER_DEMO: String(full),
    TREKKER_DEMO_PEOPLE: '2',
    TREKKER_DEMO_VEHICLES: '0',
    TREKKER_DEMO_PAST_DAYS: '0',
  });
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

/**
 * Everybody but the victims answers as ever; what only they know fails with a code that says: try again. A busy machine
 * may answer late, or be met just before the gateway knows that somebody is back; who does not go on never answers.
 */
async function assertRestGoesOn(victims: readonly string[] = []): Promise<void> {
  const asks = Object.entries(ASKS).map(async ([name, ask]) => {
    const isAway = victims.includes(name) && name !== 'geofences';
    for (const end = Date.now() + PATIENCE_MS; ; await sleep(100)) {
      const codes = await codesOf(ask);
      const isFine = codes.every((code) => isAway && TRY_AGAIN.includes(String(code)));
      if (isFine) return;
      assert.ok(Date.now() < end, `${name}: ${codes.join()}`);
    }
  });
  await Promise.all(asks);
}

const PATIENCE_MS = 30_000;
const TRY_AGAIN = ['UNAVAILABLE', 'TIMEOUT'];

async function untilMoreAcknowledged(): Promise<void> {
  const before = walk.acknowledged();
  for (
    const end = Date.now() + 60_000;
    walk.acknowledged() <= before;
    await new Promise((resolve) => setTimeout(resolve, 20))
  )
    assert.ok(Date.now() < end, 'nothing is acknowledged any more');
}

/** Waits until the keeper said so often of these that they are back, since `from` lines. */
async function untilBack(victims: readonly string[], from: number): Promise<void> {
  const isBack = (victim: string) => site.said.slice(from).includes(`${victim} | ${victim} is back`);
  for (const end = Date.now() + 60_000; !victims.every(isBack); await sleep(20))
    assert.ok(Date.now() < end, `${victims.filter((victim) => !isBack(victim)).join()} did not come back`);
}

/** Whether the web app answers within a second. */
async function webAnswers(): Promise<boolean> {
  const limit = AbortSignal.timeout(1_000);
  return fetch(site.installation.addresses().web ?? '', { signal: limit, redirect: 'manual' }).then(
    ({ status }) => status < 500,
    () => false,
  );
}

async function untilWebAnswers(): Promise<void> {
  for (const end = Date.now() + 60_000; !(await webAnswers()); await sleep(50))
    assert.ok(Date.now() < end, 'the web app answers again');
}

describe('kill -9', () => {
  for (const victims of killed) {
    test(`of ${victims.join(' and ')}: the rest goes on, /readyz names it, and it comes back`, async () => {
      await untilReadyz(site.origin, ALL_READY);
      const before = victims.map(pidOf);
      const from = site.said.length;
      for (const pid of before) process.kill(pid, 'SIGKILL');
      // Redis is back before anybody can ask.
      await untilReadyz(site.origin, awayPattern(victims.filter((victim) => victim !== 'redis')));
      await assertRestGoesOn(victims);
      await untilBack(victims, from);
      await untilReadyz(site.origin, ALL_READY);
      for (const pid of victims.map(pidOf)) assert.ok(!before.includes(pid), 'it is another process');
      await assertRestGoesOn();
      await untilMoreAcknowledged();
      await untilWebAnswers();
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
  for (const victims of stopped) {
    test(`of ${victims.join(' and ')}: the rest goes on, /readyz names it, and it goes on after SIGCONT`, async () => {
      await untilReadyz(site.origin, ALL_READY);
      const pids = victims.map(pidOf);
      for (const pid of pids) process.kill(pid, 'SIGSTOP');
      try {
        await assertRestGoesOn(victims);
        await untilReadyz(site.origin, awayPattern(victims));
        await assertRestGoesOn(victims);
        if (victims.includes('web')) assert.equal(await webAnswers(), false);
        // What a stopped process held goes to the other one, which derives from all that comes.
        if (victims.includes('geofences')) await untilDerived();
      } finally {
        for (const pid of pids) process.kill(pid, 'SIGCONT');
      }
      await untilReadyz(site.origin, ALL_READY);
      assert.deepEqual(victims.map(pidOf), pids, 'they are still the same processes');
      await assertRestGoesOn();
      await untilMoreAcknowledged();
      await untilWebAnswers();
    });
  }

  test('of the gateway: devices do not notice, and it goes on after SIGCONT', async () => {
    const pid = pidOf('gateway');
    process.kill(pid, 'SIGSTOP');
    try {
      await untilMoreAcknowledged();
      await assert.rejects(fetch(`${site.origin}/readyz`, { signal: AbortSignal.timeout(500) }), {
        name: 'TimeoutError',
      });
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await untilReadyz(site.origin, ALL_READY);
    assert.equal(pidOf('gateway'), pid);
    await assertRestGoesOn();
    await untilMoreAcknowledged();
  });

  test(
    'of PostgreSQL: nothing is acknowledged, and everybody goes on after SIGCONT',
    { skip: full ? false : 'TREKKER_TEST_SCALE=full alone stops the database' },
    async () => {
      const pids = processesIn(site.dataDir);
      for (const pid of pids) signalIfThere(pid, 'SIGSTOP');
      try {
        await untilReadyz(site.origin, /^(503|no answer)/);
        const before = walk.acknowledged();
        await sleep(1_000);
        assert.equal(walk.acknowledged(), before);
      } finally {
        for (const pid of pids) signalIfThere(pid, 'SIGCONT');
      }
      await untilMoreAcknowledged();
      await untilReadyz(site.origin, ALL_READY);
      await assertRestGoesOn();
    },
  );
});

/** A server's process for a connection may have ended meanwhile. */
function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'ESRCH')) throw failure;
  }
}

test('nothing was lost or repeated: history, log, visits and what a screen saw', async (t) => {
  const fixes = await walk.stop();
  t.diagnostic(
    `TREKKER_TEST_SEED=${seed}, ${fixes.length} fixes, streams ended with ${JSON.stringify(count(screen.ends))}`,
  );
  const { trackers, zones } = walk;
  await untilDerived();
  const { history, logged, heads } = await readHistory(site.dataDir);
  // The demo is another tenant of the same installation.
  const isOurs = ({ trackerId }: { trackerId: string }) => !full || trackers.has(trackerId);
  const observed = { history: history.filter(isOurs), logged: logged.filter(isOurs), heads };
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
    /^(UNAVAILABLE|TIMEOUT|CURSOR_EXPIRED|closed (1006|1012)|Error: the WebSocket was refused|Error: the socket was closed: \d+ .*)$/;
  assert.deepEqual(
    screen.ends.filter((end) => !expected.test(end)),
    [],
  );
  // What a subgraph interrupts the gateway goes on with by itself; its own end it cannot hide.
  assert.ok(
    screen.ends.some((end) => end.startsWith('closed')),
    screen.ends.join(', '),
  );
  // Whoever was away for longer than a stream tells of is told so, and sees everything anew.
  const expired = screen.ends.filter((end) => end === 'CURSOR_EXPIRED').length;
  assert.equal(screen.snapshots(), 1 + expired);
});

/** Waits until everything acknowledged so far has become visits. */
async function untilDerived(): Promise<void> {
  await using product = await meetRemoteProduct({
    url: new URL(site.origin),
    devicesUrl: new URL(site.intake),
    ingestToken: site.door,
    accessToken: site.client.token,
  });
  const caughtUp = () =>
    product.caughtUp(60_000).catch((failure: unknown) => {
      if (failure instanceof ApiError && TRY_AGAIN.includes(String(failure.code))) return false;
      throw failure;
    });
  for (const end = Date.now() + 60_000; !(await caughtUp()); await sleep(100))
    assert.ok(Date.now() < end, 'everything was derived from');
}

function count(texts: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(texts, (text) => text)].map(([text, all]) => [text, all.length]));
}
