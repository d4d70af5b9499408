import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A product of its own in which there is nothing yet. */
export interface EmptyProduct extends AsyncDisposable {
  /** The link that it printed, by which the first administrator is made. */
  readonly link: string;
}

const MAIN = join(import.meta.dirname, '../../packages/stack/src/main.ts');

/** Starts one beside the product of the journeys: free ports, a folder of its own, no demo. It ends when it is disposed of. */
export async function startEmpty(): Promise<EmptyProduct> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trekker-empty-'));
  const product = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      NODE_ENV: 'production',
      PATH: process.env['PATH'],
      TREKKER_DATA_DIR: dataDir,
      TREKKER_DEMO: 'false',
      TREKKER_GATEWAY_PORT: '0',
      TREKKER_WEB_PORT: '0',
      TREKKER_POSITIONS_PHONE_PORT: '0',
      TREKKER_POSITIONS_DEVICES: 'false',
      TREKKER_POSITIONS_MQTT_PORT: 'off',
      TREKKER_DRAIN_MS: '0',
    },
  });
  const ended = once(product, 'exit');
  const stop = async () => {
    product.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  const said = linkIn(product.stdout);
  try {
    return { link: await said, [Symbol.asyncDispose]: stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

/** The link, as soon as it is printed; what is printed behind it is read and forgotten, so that nobody waits for it. */
function linkIn(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    output.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const link = /Set up +(http\S+#token=\S+)\n/.exec(said)?.[1];
      if (link !== undefined) resolve(link);
    });
    output.once('end', () => reject(new Error(`the product ended before it printed a link: ${said}`)));
  });
}
