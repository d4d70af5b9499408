import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { decodeOsmAnd } from '@trekker/protocols';
import { createPopulation, createSite, simulateCommand, truthOf } from '@trekker/simulator';

const NOW = Date.parse('2026-11-20T12:00:00Z');

/** Calls the command as a shell would. */
async function call(args: string, { now = NOW, signal = new AbortController().signal } = {}) {
  const output = new PassThrough();
  const written = text(output);
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const code = await simulateCommand(args.split(' '), { output, say, clock: { now: () => now }, signal }).finally(() =>
    output.end(),
  );
  const out = await written;
  const lines = () =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code, out, said: said.join('\n'), lines };
}

test('writes hours and visits of everybody on the last days, the same each time', async () => {
  const { code, out, lines } = await call('--seed 3 --people 5 --days 2');
  assert.equal(code, 0);
  const { people, site } = createPopulation(createSite(3), { seed: 3, people: 5 });
  const from = Date.parse('2026-11-18T12:00:00Z');
  const truth = [...truthOf({ people, site, vehicles: [] }, from, from + 86_400_000)];
  assert.equal(truth.length, 10);
  assert.deepEqual(lines(), JSON.parse(JSON.stringify(truth)));
  assert.equal((await call('--seed 3 --people 5 --from 2026-11-18 --days 2')).out, out);
});

test('writes paths of people and vehicles too, where asked for, into a file', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'trekker-simulate-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'truth.ndjson');
  const { code, out } = await call(`--people 3 --vehicles 2 --from 2026-11-16 --paths 900 --out ${file}`);
  assert.deepEqual([code, out], [0, '']);
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  const points = lines.slice(3).map((line) => JSON.parse(line) as { identifier: string; atMs: number });
  assert.ok(points.some(({ identifier }) => identifier === 'unit-201'));
  assert.ok(points.length > 20 && points.every(({ atMs }) => atMs % 900_000 === 0));
  await assert.rejects(
    call(`--out ${join(folder, 'not', 'there')}`),
    /^Error: --out cannot be written to .*not\/there: ENOENT/,
  );
});

for (const [args, message] of [
  ['--people many', '--people must be a whole number from 0 to 10000, got many'],
  ['--days 0', '--days must be a whole number from 1 to 366, got 0'],
  ['--seed -1', '--seed'],
  ['--from 2026-02-30', '--from must be a day like 2026-11-16, got 2026-02-30'],
  [
    '--url http://localhost:5055/',
    '--url must be the link of a door like http://localhost:5055/i/<token>/, got http://localhost:5055/',
  ],
  ['--rate 5', '--rate needs --url'],
  ['--trackers nmea://localhost:10110', '--trackers needs --url'],
  [
    '--url http://localhost:1/i/t/ --trackers teapot://localhost:1',
    '--trackers must be a protocol and its listener like teltonika://localhost:5027, got teapot://localhost:1',
  ],
  ['--url http://localhost:1/i/t/ --trackers nmea://localhost:65536', 'got nmea://localhost:65536'],
  ['--url http://localhost:1/i/t/ --rate 1', '--rate must be a whole number from 2 to 10000, got 1'],
  [
    '--url http://localhost:1/i/t/ --from 2026-11-22',
    '--from must not be after today where --url is given, got 2026-11-22',
  ],
  ['--pople 3', '--pople'],
] as const) {
  test(`a call with ${args} ends with 2 and says why`, async () => {
    const { code, out, said } = await call(args);
    assert.deepEqual([code, out], [2, '']);
    assert.ok(said.split('\n')[0]?.includes(message), said);
  });
}

test('says how to call it', async () => {
  const { code, out } = await call('--help');
  assert.equal(code, 0);
  assert.match(out, /^npm run simulate -- .*--seed/);
});

/** A door that keeps the times of what Traccar Client sends. */
async function door(t: TestContext, onReport: (reports: number) => void) {
  const times: number[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    assert.match(request.url ?? '', /^\/i\/token\//);
    const decoded = decodeOsmAnd({ query: '', body: await text(request) });
    if (decoded.kind === 'fix' && decoded.fix.recordedAt !== null) times.push(decoded.fix.recordedAt);
    response.end();
    onReport(times.length);
  };
  const server = createServer((request, response) => void receive(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  return { url: `http://127.0.0.1:${address.port}/i/token`, times };
}

test('lets trackers report past days faster than life, until it is told to stop', async (t) => {
  const stop = new AbortController();
  const { url, times } = await door(t, (reports) => reports >= 60 && stop.abort());
  // A Wednesday, when somebody is there at night.
  const args = `--from 2025-03-05 --url ${url} --rate 5000 --interval 60`;
  const { code, lines, said } = await call(args, { now: Date.now(), signal: stop.signal });
  assert.equal(code, 0);
  assert.equal(lines().length, 40, 'the truth comes first');
  assert.match(said, /^[1-9]\d* accepted, \d+ retried, 0 dropped$/m);
  const span = Math.max(...times) - Math.min(...times);
  assert.ok(span > 60_000, `${span} ms of the site`);
  assert.ok(times.every((time) => time >= Date.parse('2025-03-05') && time < Date.parse('2025-03-06')));
});
