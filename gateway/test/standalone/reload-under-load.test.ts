import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLogger, systemClock } from '@trekker/kit';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { readArguments } from '../../src/standalone/read-arguments.ts';
import { serveSupergraph } from '../../src/standalone/serve-supergraph.ts';
import { eventually } from '../socket-client.ts';

const RELOADS = 6;
const PAUSE_MS = 300;
const WATCHERS = 20;
const ASKERS = 8;

test('a supergraph that changes under load fails no request, drops no socket, and no stream misses or repeats an event', async (context) => {
  const startedAt = Date.now();
  const [first, second] = await Promise.all([startTicker(startedAt), startTicker(startedAt)]);
  const folder = await mkdtemp(join(tmpdir(), 'trekker-reload-'));
  const file = join(folder, 'supergraph.graphql');
  const publish = async (text: string) => {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  };
  await publish(first.supergraphSdl);
  const reloads: unknown[] = [];
  const log = { ...silentLogger, info: (...told: unknown[]) => void reloads.push(told), child: () => log };
  await writeFile(join(folder, 'config.json'), '{"port":0}');
  const settings = readArguments(['--supergraph', file, '--config', join(folder, 'config.json')], {});
  const gateway = serveSupergraph(settings, { clock: systemClock, log });
  await gateway.start();
  context.after(async () => {
    await gateway.stop();
    for (const { stop } of [first, second]) stop();
    await rm(folder, { recursive: true });
  });
  const { host, port } = gateway.address();
  const watchers = Array.from({ length: WATCHERS }, (_, n) => watch(`ws://${host}:${port}/graphql`, n));
  const asking = startAsking(`http://${host}:${port}/graphql`);
  context.after(() => asking.stop());
  await eventually(() => watchers.every(({ seen }) => seen.length > 0), 15_000);

  // Each version is another text; every other one has the subgraphs in another process as well.
  for (let version = 1; version <= RELOADS; version++) {
    const { supergraphSdl } = version % 2 ? second : first;
    await publish(`${supergraphSdl}\n"Version ${version}."\nscalar Version${version}\n`);
    await eventually(() => reloads.length === version, 20_000);
    await sleep(PAUSE_MS);
  }
  await eventually(async () => (await second.open()) === 0, 10_000);
  const upstreams = await first.open();
  const { answered, failures } = await asking.stop();
  const dropped = watchers.filter(({ closings }) => closings > 0);
  for (const { client } of watchers) await client.dispose();
  await eventually(async () => (await first.open()) === 0, 3_000);

  assert.deepEqual(failures, []);
  assert.deepEqual(dropped, []);
  assert.ok(answered > 100, `${answered} answers`);
  for (const { seen, errors } of watchers) {
    assert.deepEqual(errors, []);
    assert.deepEqual(
      seen,
      seen.map((_, index) => (seen[0] ?? 0) + index),
    );
    assert.ok(seen.length > 100, `${seen.length} events`);
  }
  assert.ok(upstreams <= WATCHERS);
});

async function startTicker(startedAt: number) {
  const child = fork(join(import.meta.dirname, 'ticker/main.ts'), [String(startedAt)]);
  const [{ supergraphSdl }] = (await once(child, 'message')) as [{ supergraphSdl: string }];
  return {
    supergraphSdl,
    async open(): Promise<number> {
      child.send('open');
      const [{ open }] = (await once(child, 'message')) as [{ open: number }];
      return open;
    },
    stop: () => child.disconnect(),
  };
}

interface Watcher {
  readonly client: Client;
  readonly seen: number[];
  readonly errors: unknown[];
  closings: number;
}

/** Never resumes by itself: what it misses would show. */
function watch(url: string, n: number): Watcher {
  const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, lazy: true });
  const watcher: Watcher = { client, seen: [], errors: [], closings: 0 };
  client.on('closed', () => (watcher.closings += 1));
  const query = `subscription Watch${n % 3} { ticks { seq person { id name } } }`;
  client.subscribe<{ ticks: { seq: number; person: { id: string; name: string } } }>(
    { query },
    {
      next({ data, errors }) {
        if (errors) watcher.errors.push(errors);
        if (!data) return;
        const { seq, person } = data.ticks;
        watcher.seen.push(seq);
        if (person.name !== `Person p${seq % 3}`) watcher.errors.push(person);
      },
      error: (error) => void watcher.errors.push(error),
      complete: () => {},
    },
  );
  return watcher;
}

/** Asks on and on until it is stopped. */
function startAsking(url: string) {
  const failures: string[] = [];
  let answered = 0;
  const stopping = new AbortController();
  const body = JSON.stringify({ query: '{ now people { id name } }' });
  const headers = { 'content-type': 'application/json' };
  const askers = Array.from({ length: ASKERS }, async () => {
    while (!stopping.signal.aborted) {
      const text = await fetch(url, { method: 'POST', headers, body }).then((all) => all.text(), String);
      answered += 1;
      if (!/^\{"data":\{"now":\d+,"people":\[\{"id":"p0","name":"Person p0"/.test(text)) failures.push(text);
      await sleep(5);
    }
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all(askers);
      return { answered, failures };
    },
  };
}
