import { createLogger } from '@trekker/kit';

import { announceApi, announceReady, announceSetUp } from '../announce.ts';
import { readConfiguration } from '../configuration.ts';
import { describeFailure } from '../describe-failure.ts';
import { environmentOf } from '../flags.ts';
import { setUpToken } from '../set-up-token.ts';
import { startApart } from './installation.ts';

const started = performance.now();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => stop.abort(new Error('stopped before it had started')));
}

try {
  const environment = { ...process.env, ...environmentOf(process.argv.slice(2)) };
  const log = createLogger(readConfiguration(environment).stack.logLevel);
  await using installation = await startApart({
    environment,
    log,
    progress: { onApi: (addresses) => announceApi(addresses, performance.now() - started) },
    say: (name, line) => process.stdout.write(`${name.padEnd(12)} | ${line}\n`),
    signal: stop.signal,
  });
  const { logins, steward } = installation;
  const operator = await steward.asOperator(async (tenancy) => ({
    developerToken: logins && (await tenancy.developerToken(logins)),
    setUp: !logins && (await tenancy.isEmpty()) ? await setUpToken(tenancy) : null,
  }));
  announceReady(installation, operator.developerToken);
  if (operator.setUp) announceSetUp(installation, operator.setUp);
  if (!stop.signal.aborted)
    await new Promise((resolve) => stop.signal.addEventListener('abort', resolve, { once: true }));
  process.stdout.write('\nStopping …\n');
} catch (failure) {
  if (!stop.signal.aborted) {
    process.exitCode = 1;
    process.stderr.write(`${describeFailure(failure)}\n`);
  }
}

// Everything of ours has stopped; nothing of anybody's library shall keep the process.
process.exit();
