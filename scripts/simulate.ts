import { simulateCommand } from '../packages/simulator/src/index.ts';

// `npm run simulate -- --help` says what it does. Standard output is left to the truth.

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => stop.abort(new Error(`stopped by ${signal}`)));

try {
  process.exitCode = await simulateCommand(process.argv.slice(2), {
    output: process.stdout,
    say: (line) => console.error(line),
    clock: Date,
    signal: stop.signal,
  });
} catch (failure) {
  // Whoever read standard output has seen enough, as `head` does.
  const isEnough = failure instanceof Error && 'code' in failure && failure.code === 'EPIPE';
  if (!isEnough) {
    console.error(failure instanceof Error ? failure.message : String(failure));
    process.exitCode = 1;
  }
}
