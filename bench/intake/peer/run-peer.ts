import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A peer in processes of its own. */
export interface Peer extends AsyncDisposable {
  readonly pid: number;
  readonly port: number;
}

/** Starts a peer, one of the scripts of this folder, with so many devices. */
export async function runPeer(script: 'insert-each.ts' | 'bare.ts', devices: number): Promise<Peer> {
  const child = spawn(process.execPath, [`${import.meta.dirname}/${script}`, String(devices)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    pid: child.pid ?? 0,
    port: Number(line),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Error(`the peer ended with ${code}`);
    },
  };
}
