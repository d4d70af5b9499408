import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import { startGateway } from '../gateway-harness.ts';

/** What may be asked of the thread: numbers, of which times are in milliseconds. */
export type Measure = 'processor' | 'watch' | 'delay' | 'calls' | 'stop';

export interface Measured {
  readonly value: number;
}

const port = parentPort;
if (!port) throw new Error('this is to run as a thread');
const { origin, socketUrl, gateway, world } = await startGateway();
const delay = monitorEventLoopDelay({ resolution: 5 });

const answers: Record<Measure, () => number | Promise<number>> = {
  processor() {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  },
  watch() {
    delay.reset();
    delay.enable();
    return 0;
  },
  delay() {
    delay.disable();
    return delay.percentile(99) / 1_000_000;
  },
  calls: () => world.calls(),
  async stop() {
    await gateway.stop();
    return 0;
  },
};

port.on('message', (what: Measure) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
  void Promise.resolve(answers[what]()).then((value) => port.postMessage({ value } satisfies Measured));
});
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
port.postMessage({ origin, socketUrl });
