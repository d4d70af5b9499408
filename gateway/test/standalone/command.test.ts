import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ConfigurationError } from '@trekker/kit';
import { readArguments } from '../../src/standalone/read-arguments.ts';
import { eventually } from '../socket-client.ts';
import { serveSubgraphs } from './http-subgraphs.ts';
import { library } from './library.ts';

const COMMAND = join(import.meta.dirname, '../../bin/trekker-gateway.mjs');

describe('the command line', () => {
  test('needs only a supergraph', () => {
    const { supergraph, gateway } = readArguments(['--supergraph', 'a.graphql'], {});
    assert.equal(supergraph, 'a.graphql');
    assert.equal(gateway.port, 4000);
    assert.equal(gateway.subgraphErrors, 'shown');
  });

  test('wins over the file, and the file over the environment', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trekker-arguments-'));
    const config = join(folder, 'config.json');
    await writeFile(
      config,
      JSON.stringify({
        port: 1,
        maxDepth: 5,
        subgraphs: { a: 'http://a', b: { url: 'http://b', headers: { 'X-K': 'v' } } },
      }),
    );
    const environment = { TREKKER_GATEWAY_PORT: '2', TREKKER_GATEWAY_MAX_DEPTH: '6', TREKKER_GATEWAY_MAX_ALIASES: '7' };
    const { gateway, standalone } = readArguments(
      ['--supergraph', 's', '--config', config, '--port', '3', '--subgraph', 'a=https://c:8/q?x=y'],
      environment,
    );
    assert.deepEqual([gateway.port, gateway.maxDepth, gateway.maxAliases], [3, 5, 7]);
    assert.equal(standalone.subgraphs.get('a')?.url?.href, 'https://c:8/q?x=y');
    assert.deepEqual(standalone.subgraphs.get('b')?.headers, { 'x-k': 'v' });
    await rm(folder, { recursive: true });
  });

  for (const [args, problem] of [
    [[], /--supergraph is missing/u],
    [['--supergraph', 's', '--nonsense'], /--nonsense/u],
    [['--supergraph', 's', '--port', 'x'], /TREKKER_GATEWAY_PORT must be a whole number/u],
    [['--supergraph', 's', '--subgraph', 'a'], /--subgraph must be name=url, got "a"/u],
    [['--supergraph', 's', '--subgraph', 'a=ftp://b'], /for a/u],
    [['--supergraph', 's', '--config', '/nowhere.json'], /\/nowhere\.json cannot be read/u],
  ] as const) {
    test(`${args.join(' ') || 'that is empty'} is refused with what is wrong`, () => {
      assert.throws(
        () => readArguments(args, {}),
        (error: unknown) => error instanceof ConfigurationError && problem.test(error.message),
      );
    });
  }

  test('with an option that does not exist in its file is refused', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trekker-arguments-'));
    const config = join(folder, 'config.json');
    await writeFile(config, '{"maxDeepness": 1}');
    assert.throws(
      () => readArguments(['--supergraph', 's', '--config', config], {}),
      /there is no option "maxDeepness"/u,
    );
    await rm(folder, { recursive: true });
  });
});

describe('the process', () => {
  test('says what is wrong and ends with 1', async () => {
    const child = spawn(process.execPath, [COMMAND], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    assert.deepEqual(await once(child, 'close'), [1, null]);
    assert.match(said, /--supergraph is missing/u);
    assert.doesNotMatch(said, /\bat .*\.ts/u);
  });

  test('answers what is under way when it is told to end, and ends with 0', async () => {
    await using subgraphs = await serveSubgraphs(library);
    const folder = await mkdtemp(join(tmpdir(), 'trekker-command-'));
    const file = join(folder, 'supergraph.graphql');
    await writeFile(file, subgraphs.supergraphSdl);
    const child = spawn(process.execPath, [COMMAND, '--supergraph', file, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    using killing = new DisposableStack();
    killing.defer(() => child.kill('SIGKILL'));
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await eventually(() => said.includes('"ready"'), 20_000);
    const { port } = JSON.parse(said.split('\n').find((line) => line.includes('"ready"')) ?? '') as { port: number };
    const answer = fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ slow(ms: 700) }"}',
    });
    await eventually(() => subgraphs.seen.length > 0, 5_000);
    child.kill('SIGTERM');
    assert.deepEqual(await (await answer).json(), { data: { slow: 'awake' } });
    assert.deepEqual(await once(child, 'close'), [0, null]);
    await rm(folder, { recursive: true });
  });
});
