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
  [
    ...compose
      .slice(compose.indexOf('\nservices:'), compose.indexOf('\nnetworks:'))
      .matchAll(/^ {2}([\w-]+):\n((?: {4}.*\n|\n)*)/gm),
  ].map(([, name = '', text = '']) => [name, text]),
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

test('the image begins nothing that no container runs, and makes no folder that nobody uses', () => {
  const image = read('deploy/Dockerfile');
  const own = [...image.matchAll(/^(?:CMD|ENTRYPOINT) .*$/gm)].map(([line]) => line);
  const runs = (text: string) => /command:\s*(?:\[node, |- node\n\s*- )([^\],\n]+)/.exec(text)?.[1];
  const run = [...services.values()].flatMap((text) => runs(text) ?? []);
  for (const line of own)
    assert.ok(
      run.some((script) => line.includes(`"${script}"`)),
      line,
    );
  const made = image.match(/^RUN (?:install --directory|mkdir)\b.*$/gm) ?? [];
  for (const line of made) assert.ok(compose.includes(`:${line.split(' ').at(-1)}`), `no container mounts: ${line}`);
  for (const [name, text] of services) {
    if (/<<: \*(?:trekker|subgraph)\n/.test(text)) assert.ok(runs(text), `${name} says what it runs`);
  }
});

test('PostgreSQL and Redis are reached by whoever keeps or derives something, and by nobody else', () => {
  const inherited = /x-subgraph:[^]*?networks: \[(.*)\]/.exec(compose)?.[1] ?? '';
  const networksOf = (text: string) =>
    (/^ {4}networks: \[(.*)\]/m.exec(text)?.[1] ?? (text.includes('<<: *subgraph') ? inherited : '')).split(', ');
  const within = (network: string) =>
    [...services].flatMap(([name, text]) => (networksOf(text).includes(network) ? [name] : []));
  for (const [name, text] of services) assert.notDeepEqual(networksOf(text), [''], `${name} names its networks`);
  const derive = [...subgraphs, 'intake', 'geofences-2', 'migrate', 'set-up'];
  assert.deepEqual(within('stores').toSorted(), ['postgres', 'redis', ...derive].toSorted());
  const alone = { postgres: 'stores', redis: 'stores', traefik: 'front', grafana: 'dashboards' };
  for (const [name, network] of Object.entries(alone))
    assert.deepEqual(networksOf(services.get(name) ?? ''), [network], name);
  assert.deepEqual(within('front').toSorted(), ['traefik', 'web']);
  assert.match(compose, /^ {2}stores: \{ internal: true \}$/m);
  assert.match(services.get('redis') ?? '', /--requirepass, '\$\{REDIS_PASSWORD\}'/);
  assert.match(compose, /REDIS_URL: redis:\/\/:\$\{REDIS_PASSWORD:\?/);
});

test('what docker-compose.yml must be told is what docs/operations.md writes into .env', () => {
  const wanted = new Set([...compose.matchAll(/\$\{(\w+):\?/g)].map(([, name = '']) => name));
  const written = /for name in (.*); do\n.*\ndone > \.env/.exec(read('docs/operations.md'))?.[1]?.split(' ') ?? [];
  assert.deepEqual(written.toSorted(), [...wanted].toSorted());
  for (const name of ['POSTGRES_PASSWORD', 'REDIS_PASSWORD', 'GRAFANA_PASSWORD', 'TREKKER_SECRET'])
    assert.ok(wanted.has(name), name);
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
  const live = () => ({ subscriptions: 0, upstreams: 0, slow: 0, sockets: 0, plans: 0, waitingPlans: 0 });
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
