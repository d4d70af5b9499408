import type { Service } from '@trekker/kit';

/** Starts a service. When that fails, or the signal fires before it is done, the service is stopped and the failure thrown. */
export async function startUnless(signal: AbortSignal, service: Service): Promise<void> {
  const stopEarly = () => void service.stop();
  signal.addEventListener('abort', stopEarly, { once: true });
  try {
    signal.throwIfAborted();
    await service.start();
    signal.throwIfAborted();
  } catch (failure) {
    await service.stop();
    throw failure;
  } finally {
    signal.removeEventListener('abort', stopEarly);
  }
}
