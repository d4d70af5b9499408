import { setTimeout as sleep } from 'node:timers/promises';

import { createLogger } from '@trekker/kit';

import { announceApi, announceReady, announceSetUp } from './announce.ts';
import { readConfiguration } from './configuration.ts';
import { describeFailure } from './describe-failure.ts';
import { setUpToken } from './set-up-token.ts';
import { environmentOf } from './flags.ts';
import { startStack } from './stack.ts';

const started = performance.now();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => stop.abort(new Error('stopped before it had started')));
}

try {
  const environment = { ...process.env, ...environmentOf(process.argv.slice(2)) };
  const { logLevel, drainMs } = readConfiguration(environment).stack;
  const log = createLogger(logLevel);
  await using stack = await startStack(environment, log, {
    progress: { onApi: (addresses) => announceApi(addresses, performance.now() - started) },
    signal: stop.signal,
  });
  const { tenancy } = stack.subgraphs.services;
  announceReady(stack, stack.logins && (await tenancy.developerToken(stack.logins)));
  if (!stack.logins && (await tenancy.isEmpty())) announceSetUp(stack, await setUpToken(tenancy));
  if (!stop.signal.aborted)
    await new Promise((resolve) => stop.signal.addEventListener('abort', resolve, { once: true }));
  process.stdout.write('\nStopping …\n');
  await Promise.race([stack.drain?.(), sleep(drainMs, undefined, { ref: false })]);
} catch (failure) {
  if (!stop.signal.aborted) {
    process.exitCode = 1;
    process.stderr.write(`${describeFailure(failure)}\n`);
  }
}

// Everything of ours has stopped; nothing of anybody's library shall keep the process.
process.exit();
