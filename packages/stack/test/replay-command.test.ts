import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { silentLogger, type Environment } from '@trekker/kit';

import { replayCommand } from '../src/replay/command.ts';
import { BARE } from '../src/replay/own-product.ts';
import { startStack } from '../src/stack.ts';
import { smallRecording, type SmallRecording } from './replay/small-recording.ts';

const SCRIPT = fileURLToPath(new URL('../../../scripts/replay.ts', import.meta.url));
const ALL_SENT = { sent: 8, accepted: 8, duplicates: 0, rejected: 0, transitions: 5 };
const ALL_MET = { missing: 0, unexpected: 0, explained: 0 };

function argumentsOf({ positions, zones, expected }: SmallRecording): string[] {
  return ['--positions', positions, '--zones', `box=${zones}`, '--expected', expected];
}

/** Runs the command in this process. */
async function run(args: readonly string[], environment: Environment = {}) {
  const [printed, said]: [string[], string[]] = [[], []];
  const code = await replayCommand(args, {
    environment,
    log: silentLogger,
    print: (line) => printed.push(line),
    say: (line) => said.push(line),
    signal: new AbortController().signal,
  });
  const { fixesPerSecond, ...result } = JSON.parse(printed[0] ?? '{}') as Record<string, number>;
  return { code, printed, said, fixesPerSecond, result };
}

test('the command starts a product, replays and prints one line of JSON', async (t) => {
  const child = spawn(process.execPath, [SCRIPT, ...argumentsOf(smallRecording(t))], { stdio: 'pipe' });
  const [printed, said, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once('exit', resolve)),
  ]);
  assert.equal(code, 0, said);
  const { fixesPerSecond, ...result } = JSON.parse(printed) as Record<string, number>;
  assert.deepEqual(result, { ...ALL_SENT, ...ALL_MET });
  assert.ok((fixesPerSecond ?? 0) > 0);
  assert.match(printed, /^\{"sent":.*\}\n$/);
  assert.match(said, /^refused {2}box:2: SELF_INTERSECTION \(/m);
});

test('a running product is replayed against, again and again', async (t) => {
  const recording = smallRecording(t);
  const dataDir = mkdtempSync(join(tmpdir(), 'trekker-replayed-'));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  await using stack = await startStack({ ...BARE, TREKKER_DATA_DIR: dataDir }, silentLogger);
  const { tenancy } = stack.subgraphs.services;
  const administrator = { signInName: 'anna', name: 'Anna', password: 'nobody else knows it' };
  const tenant = { slug: 'running', name: 'Running', timeZone: 'Etc/UTC', administrator };
  await tenancy.createTenant(tenant);
  const accessToken = await tenancy.developerToken({ tenant: tenant.slug, name: administrator.signInName });
  const { graphql, phonePort } = stack.addresses();
  const door = await openDoor(graphql, accessToken);
  const environment = { TREKKER_TOKEN: accessToken, TREKKER_DEVICES_URL: `http://127.0.0.1:${phonePort}` };
  const remote = ['--url', new URL(graphql).origin, '--token', door];

  const first = await run([...argumentsOf(recording), ...remote, '--limit', '5'], environment);
  assert.deepEqual([first.code, first.result], [0, { ...ALL_SENT, sent: 5, accepted: 5, transitions: 2, ...ALL_MET }]);
  const second = await run([...argumentsOf(recording), ...remote], environment);
  assert.deepEqual([second.code, second.result], [0, { ...ALL_SENT, accepted: 3, duplicates: 5, ...ALL_MET }]);

  const again = await run([...argumentsOf(recording), ...remote, '--limit', '5'], environment);
  assert.deepEqual([again.code, again.result], [0, { ...first.result, accepted: 0, duplicates: 5 }]);

  const wrong = await run([...argumentsOf({ ...recording, expected: recording.wrong }), ...remote], environment);
  assert.deepEqual([wrong.code, wrong.result['missing'], wrong.result['unexpected']], [1, 1, 1]);
  assert.ok(wrong.said.includes('missing    2001-09-09T01:48:40.000Z ada exit box:1'), wrong.said.join('\n'));
  assert.ok(wrong.said.includes('unexpected 2001-09-09T01:46:40.000Z ben enter box:1'), wrong.said.join('\n'));

  await assert.rejects(
    run([...argumentsOf(recording), ...remote.slice(0, 3), 'nobody'], environment),
    /does not take --token/,
  );
  const stranger = { ...environment, TREKKER_TOKEN: 'nobody' };
  await assert.rejects(run([...argumentsOf(recording), ...remote], stranger), /does not answer with TREKKER_TOKEN/);
});

test('a call that cannot be understood is answered with what is wrong and how to call', async () => {
  const { code, printed, said } = await run(['--positions', 'p.csv.gz']);
  assert.deepEqual([code, printed], [2, []]);
  assert.match(said.join('\n'), /^--zones is missing\n\nnpm run replay -- --positions/);
});

test('--help prints how to call', async () => {
  const [printed, said]: [string[], string[]] = [[], []];
  const surroundings = { environment: {}, log: silentLogger, signal: new AbortController().signal };
  const code = await replayCommand(['--help'], {
    ...surroundings,
    print: (line) => printed.push(line),
    say: (line) => said.push(line),
  });
  assert.deepEqual([code, said.length], [0, 0]);
  assert.match(printed[0] ?? '', /TREKKER_DEVICES_URL/);
});

async function openDoor(graphqlUrl: string, accessToken: string): Promise<string> {
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ query: 'mutation { createIngestDoor(input: { name: "Recorded" }) { token } }' }),
  });
  const { data } = (await response.json()) as { data: { createIngestDoor: { token: string } } };
  return data.createIngestDoor.token;
}
