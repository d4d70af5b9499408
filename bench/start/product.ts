import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '../..');
const LONGEST_START_MS = 60_000;
/** As in the script `start` of package.json. */
const NODE_FLAG = '--max-semi-space-size=16';

/** The product in processes of its own. */
export interface Product {
  readonly pid: number;
  readonly graphqlUrl: string;
  /** Seconds from the start of the process to the first answer to a GraphQL operation that reads the database. */
  readonly answered: Promise<number>;
  /** Port of phones and of the HTTP intake, once it is ready. */
  intakePort(): Promise<number>;
  /** Ends it as Ctrl-C would. Fails unless it ends with code 0. */
  stop(): Promise<void>;
}

/** Starts the product as `npm start` does, without the web app, on free ports. */
export async function startProduct(dataDir: string, env: Readonly<Record<string, string>>): Promise<Product> {
  const port = await freePort();
  const graphqlUrl = `http://127.0.0.1:${port}/graphql`;
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [join(ROOT, 'scripts/launch.mjs'), NODE_FLAG, join(ROOT, 'packages/stack/src/main.ts')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        TREKKER_DATA_DIR: dataDir,
        TREKKER_WEB: 'false',
        TREKKER_GATEWAY_PORT: String(port),
        TREKKER_POSITIONS_PHONE_PORT: '0',
        TREKKER_POSITIONS_DEVICES: 'false',
        TREKKER_POSITIONS_MQTT_PORT: 'off',
        ...env,
      },
    },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const endedEarly = ended.then((code) => Promise.reject(new Error(`the product ended with ${code}:\n${output}`)));
  endedEarly.catch(() => {}); // heard only while something is waited for
  const isReady = () => output.includes('Ready.');
  async function untilReady(): Promise<void> {
    while (!isReady() && child.exitCode === null) await sleep(20);
  }
  return {
    pid: child.pid ?? 0,
    graphqlUrl,
    answered: Promise.race([firstAnswer(graphqlUrl), endedEarly]).then((at) => (at - startedAt) / 1_000),
    async intakePort() {
      await untilReady();
      const [, intakePort] = /Devices +http:\/\/[^/]+:(\d+)\//.exec(output) ?? [];
      if (intakePort === undefined) throw new Error(`the product told of no port of devices:\n${output}`);
      return Number(intakePort);
    },
    async stop() {
      // A start that is interrupted would not be the start that a later run finds done.
      await untilReady();
      child.kill('SIGINT');
      const code = await ended;
      if (code !== 0) throw new Error(`the product ended with ${code}:\n${output}`);
    },
  };
}

/** The instant of the first answer, by the clock of `performance.now`. */
async function firstAnswer(url: string): Promise<number> {
  const nobody = { tenant: 'nobody', name: 'nobody', password: 'a password of nobody' };
  const query = 'mutation SignIn($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }';
  const body = JSON.stringify({ query, variables: { input: nobody } });
  for (const end = performance.now() + LONGEST_START_MS; performance.now() < end; await sleep(10)) {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(
      () => null,
    );
    if (response && (await response.text()).includes('SIGN_IN_REFUSED')) return performance.now();
  }
  throw new Error(`no answer from ${url} within ${LONGEST_START_MS} ms`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  server.close();
  await once(server, 'close');
  return port;
}
