import type { Logger } from './logger.ts';
import type { Service } from './service.ts';

/** What a process tells whoever started it when it does its work. */
export type ReadyFacts = Readonly<Record<string, string | number>>;

/**
 * Runs a service as this process until SIGTERM or SIGINT, or until the process that started it is gone. A signal while
 * it starts is honoured at once. Whoever started it with a channel for messages is told `{ ready: … }`.
 * @param drainMs how long work under way may take before it is cut off.
 */
export async function runProcess(
  service: Service,
  { log, drainMs, ready }: { log: Logger; drainMs: number; ready: () => ReadyFacts },
): Promise<void> {
  const stop = Promise.withResolvers<'stop'>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.resolve('stop'));
  process.once('disconnect', () => stop.resolve('stop'));
  try {
    const starting = service.start();
    starting.catch(() => {}); // when it was told to stop meanwhile, nobody waits for it any more
    if ((await Promise.race([starting, stop.promise])) !== 'stop') {
      log.info({ service: service.name, ...ready() }, 'ready');
      process.send?.({ ready: ready() });
      await stop.promise;
      await Promise.race([service.drain?.(), new Promise((resolve) => setTimeout(resolve, drainMs).unref())]);
    }
  } finally {
    await service.stop();
    if (process.connected) process.disconnect();
  }
}
