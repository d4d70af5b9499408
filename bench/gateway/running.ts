import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contender, Place } from './contenders.ts';

/** The subgraphs of the shop in a process of their own. */
export interface Shop {
  readonly supergraphSdl: string;
  /** How often they were asked so far. */
  calls(): Promise<number>;
  stop(): void;
}

/** A gateway in a process of its own. */
export interface RunningGateway {
  readonly pid: number;
  readonly url: string;
  /** Ends it as an operator would. */
  stop(): Promise<void>;
}

const LONGEST_START_MS = 60_000;
const LONGEST_STOP_MS = 5_000;

export async function openShop(): Promise<Shop> {
  const child = fork(join(import.meta.dirname, 'shop/main.ts'), { stdio: 'inherit' });
  const [{ supergraphSdl }] = (await once(child, 'message')) as [{ supergraphSdl: string }];
  return {
    supergraphSdl,
    async calls() {
      child.send('calls');
      const [{ calls }] = (await once(child, 'message')) as [{ calls: number }];
      return calls;
    },
    stop: () => child.disconnect(),
  };
}

/** Resolves when the gateway answers. */
export async function startContender(contender: Contender, place: Omit<Place, 'port'>): Promise<RunningGateway> {
  const port = await freePort();
  const { args, cwd, env } = await contender.command({ ...place, port });
  const child = spawn(process.execPath, [...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  const url = `http://127.0.0.1:${port}/graphql`;
  await answers(child, url).catch((failure: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`${contender.name} does not answer`, { cause: failure });
  });
  return { pid: child.pid ?? 0, url, stop: () => stop(child) };
}

async function answers(child: ChildProcess, url: string): Promise<void> {
  const giveUpAt = performance.now() + LONGEST_START_MS;
  while (child.exitCode === null && performance.now() < giveUpAt) {
    const headers = { 'content-type': 'application/json' };
    const asked = fetch(url, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
    if (await asked.then((response) => response.ok).catch(() => false)) return;
    await sleep(100);
  }
  throw new Error(child.exitCode === null ? 'too late' : `ended with ${child.exitCode}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP_MS);
  await ended;
  clearTimeout(late);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens
  await new Promise((resolve) => server.close(resolve));
  return port;
}
