import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ConfigurationError, createLogger, silentLogger, systemClock } from '@trekker/kit';
import { readArguments } from '../../src/standalone/read-arguments.ts';
import { serveSupergraph } from '../../src/standalone/serve-supergraph.ts';
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
    [['--supergraph', 's', '--port', 'x'], /--port must be a whole number/u],
    [['--supergraph', 's', '--subgraph', 'a'], /--subgraph must be name=url, got "a"/u],
    [['--supergraph', 's', '--subgraph', 'a=ftp://b'], /subgraphs in --subgraph must be .* for a/u],
    [['--supergraph', 's', '--config', '/nowhere.json'], /\/nowhere\.json cannot be read/u],
  ] as const) {
    test(`${args.join(' ') || 'that is empty'} is refused with what is wrong`, () => {
      assert.throws(
        () => readArguments(args, {}),
        (error: unknown) => error instanceof ConfigurationError && problem.test(error.message),
      );
    });
  }

  test('with bad options in its file is refused, each under the name it has there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trekker-arguments-'));
    const config = join(folder, 'config.json');
    await writeFile(config, '{"maxDeepness": 1, "maxDepth": "deep", "port": "y", "logLevel": "loud"}');
    const problems = (environment: Record<string, string> = {}) => {
      try {
        readArguments(['--supergraph', 's', '--config', config], environment);
        return [];
      } catch (failure) {
        assert.ok(failure instanceof ConfigurationError);
        return failure.problems.map((problem) => problem.replace(/(?:; there are| must be).*/u, ''));
      }
    };
    const inFile = ['port', 'maxDepth', 'logLevel'].map((name) => `${name} in ${config}`);
    assert.deepEqual(problems(), ['there is no option "maxDeepness"', ...inFile]);
    assert.ok(problems({ TREKKER_GATEWAY_MAX_ALIASES: 'few' }).includes('TREKKER_GATEWAY_MAX_ALIASES'));
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

  test('says of a supergraph that cannot be had or read where it was looked for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trekker-command-'));
    const broken = join(folder, 'broken.graphql');
    await writeFile(broken, 'type Query {');
    const plain = join(folder, 'plain.graphql');
    await writeFile(plain, 'type Query { a: Int }');
    for (const [where, problem] of [
      [join(folder, 'none.graphql'), /cannot be had from .*none\.graphql: ENOENT/u],
      [
        'http://127.0.0.1:9/supergraph',
        /cannot be had from http:\/\/127\.0\.0\.1:9\/supergraph: .*(?:ECONNREFUSED|bad port)/u,
      ],
      [broken, /of .*broken\.graphql cannot be used: Syntax Error/u],
      [plain, /of .*plain\.graphql cannot be used: the supergraph does not say of which subgraphs/u],
    ] as const) {
      const settings = readArguments(['--supergraph', where, '--port', '0'], {});
      await assert.rejects(
        serveSupergraph(settings, { clock: systemClock, log: silentLogger }).start(),
        (error: unknown) => error instanceof ConfigurationError && problem.test(error.message),
      );
    }
    await rm(folder, { recursive: true });
  });

  test('warns of settings for a subgraph that there is none of', async () => {
    await using subgraphs = await serveSubgraphs(library);
    const folder = await mkdtemp(join(tmpdir(), 'trekker-command-'));
    const file = join(folder, 'supergraph.graphql');
    await writeFile(file, subgraphs.supergraphSdl);
    const lines: string[] = [];
    const log = createLogger('info', { write: (line: string) => void lines.push(line) });
    const settings = readArguments(['--supergraph', file, '--port', '0', '--subgraph', 'boks=http://127.0.0.1:1'], {});
    await using gateway = serveSupergraph(settings, { clock: systemClock, log });
    await gateway.start();
    assert.match(lines.join(''), /"subgraph":"boks".*the supergraph has no such subgraph/u);
    await rm(folder, { recursive: true });
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
