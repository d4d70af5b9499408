import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis of a test's own, which may be stopped and killed. */
export interface OwnRedis extends AsyncDisposable {
  readonly url: string;
  start(): Promise<void>;
  /** Ends it at once. */
  kill(): Promise<void>;
  /** Sends it a signal such as SIGSTOP. */
  signal(name: NodeJS.Signals): void;
}

/** Prepares a `redis-server` of PATH behind a unix socket. */
export function ownRedis(): OwnRedis {
  const folder = mkdtempSync(join(tmpdir(), 'trekker-redis-'));
  const socket = join(folder, 'redis.sock');
  let server: ChildProcess | undefined;
  return {
    url: `unix://${socket}`,
    async start() {
      const started = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--save', '', '--dir', folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      server = started;
      await once(started, 'spawn').catch((cause: unknown) => {
        throw new Error('redis-server is not on PATH: apt-get install redis-server', { cause });
      });
      let said = '';
      for await (const text of started.stdout) if (/ready to accept/i.test((said += text))) break;
    },
    async kill() {
      if (server?.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
    signal: (name) => void server?.kill(name),
    async [Symbol.asyncDispose]() {
      await this.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
