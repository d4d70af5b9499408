import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Metrics } from '../gateway/src/metrics.ts';
import { createProcessMetrics } from '../packages/kit/src/metrics.ts';
import { readOptionSets } from './config-docs/option-sets.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const compose = read('docker-compose.yml');
const subgraphs = globSync('subgraphs/*/src/main.ts', { cwd: root }).map((path) => path.split('/')[1] ?? '');
/** Name and text of each service. */
const services = new Map(
  [...compose.slice(compose.indexOf('\nservices:')).matchAll(/^ {2}([\w-]+):\n((?: {4}.*\n|\n)*)/gm)].map(
    ([, name = '', text = '']) => [name, text],
  ),
);

test('every command of docker-compose.yml is there', () => {
  const scripts = [...compose.matchAll(/command: \[node, ([^\],]+)(?:, --supergraph, ([^\]]+))?\]/g)].flatMap(
    ([, script = '', supergraph]) => [script, ...(supergraph ? [supergraph] : [])],
  );
  assert.ok(scripts.length > subgraphs.length + 3, scripts.join());
  assert.deepEqual(
    scripts.filter((path) => !existsSync(join(root, path))),
    [],
  );
});

test('every option that files of deploy/ and docker-compose.yml name exists', async () => {
  const known = new Set((await readOptionSets(root)).flatMap(({ options }) => options.map(({ env }) => env)));
  const files = [
    'docker-compose.yml',
    ...globSync('deploy/**/*', { cwd: root }).filter((path) => /\.|Dockerfile/.test(path)),
  ];
  for (const file of files) {
    const named = read(file).match(/\b(?:TREKKER_[A-Z_]+|DATABASE_URL|REDIS_URL)\b/g) ?? [];
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
      file,
    );
  }
});

test('every subgraph and the intake are run, known to the gateway and scraped', () => {
  const scraped = read('deploy/prometheus/prometheus.yml');
  for (const name of subgraphs) {
    assert.match(services.get(name) ?? '', new RegExp(`command: \\[node, subgraphs/${name}/src/main\\.ts\\]`), name);
  }
  const listening = [...services].filter(([, text]) => text.includes('<<: *subgraph')).map(([name]) => name);
  for (const name of [...subgraphs, 'intake']) assert.ok(listening.includes(name), name);
  for (const name of listening) {
    assert.match(services.get('gateway') ?? '', new RegExp(`http://${name}:4100\\b`), name);
    assert.match(scraped, new RegExp(`${name}:4100\\b`), name);
  }
});

test('the dashboard asks for metrics that gateway and subgraphs export', async () => {
  const live = () => ({ subscriptions: 0, upstreams: 0, sockets: 0, plans: 0 });
  const gateway = await new Metrics(live).text();
  const subgraph = await createProcessMetrics('any', { streams: () => 0, ready: async () => null }).text();
  const exported = new Set(
    [...`${gateway.body}\n${subgraph.body}`.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name),
  );
  const dashboard = JSON.parse(read('deploy/grafana/dashboards/trekker.json')) as Dashboard;
  const asked = dashboard.panels.flatMap(({ targets }) =>
    targets.flatMap(({ expr }) => expr.match(/\b(?:trekker|nodejs|process)_\w+/g) ?? []),
  );
  assert.ok(asked.length > 8);
  assert.deepEqual(
    asked.filter((name) => !exported.has(name.replace(/_bucket$/, ''))),
    [],
  );
});

test('Prometheus and Grafana find each other under the names the dashboard uses', () => {
  const dashboard = JSON.parse(read('deploy/grafana/dashboards/trekker.json')) as Dashboard;
  const source = read('deploy/grafana/provisioning/datasources/prometheus.yml');
  const [, uid] = /uid: (\S+)/.exec(source) ?? [];
  const [, host = ''] = /url: http:\/\/(\w+):9090/.exec(source) ?? [];
  assert.ok(services.has(host));
  for (const { datasource } of dashboard.panels) assert.equal(datasource.uid, uid);
});

interface Dashboard {
  readonly panels: readonly {
    readonly datasource: { readonly uid: string };
    readonly targets: readonly { readonly expr: string }[];
  }[];
}
