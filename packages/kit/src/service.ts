/**
 * Something that runs until it is told to stop. Whoever starts a service owns it and disposes of it;
 * after `stop` no timer, socket, listener or connection of it is left.
 */
export interface Service extends AsyncDisposable {
  /** Name in logs and in `/readyz`. */
  readonly name: string;
  /** Resolves when the service does its work. Called once. */
  start(): Promise<void>;
  /** Stops taking new work and finishes what is under way. Optional first half of `stop`. */
  drain?(): Promise<void>;
  /** Releases everything. Safe to call more than once, and after a failed `start`. */
  stop(): Promise<void>;
  /** Whether the service does its work now; a reason when it does not. Absent means: ready once started. */
  ready?(): Promise<string | null>;
}

/** What a service is made of; `defineService` adds disposal and the guarantee that `stop` runs once. */
export type ServiceParts = Omit<Service, typeof Symbol.asyncDispose>;

/** Completes the parts of a service. */
export function defineService(parts: ServiceParts): Service {
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= parts.stop());
  return { ...parts, stop, [Symbol.asyncDispose]: stop };
}

/**
 * Several services as one: started in order, drained and stopped in the opposite order.
 * When one fails to start, those before it are stopped and the failure is thrown.
 */
export function serviceGroup(name: string, services: readonly Service[]): Service {
  const started: Service[] = [];
  let isStopped = false;
  return defineService({
    name,
    async start() {
      for (const service of services) {
        if (isStopped) throw new Error(`${name} was stopped before it had started`);
        started.push(service);
        try {
          await service.start();
        } catch (cause) {
          await stopAll(started);
          throw new Error(`${service.name} did not start`, { cause });
        }
      }
    },
    async drain() {
      for (const service of started.toReversed()) await service.drain?.();
    },
    stop() {
      isStopped = true;
      return stopAll(started);
    },
    async ready() {
      for (const service of started) {
        const reason = await service.ready?.();
        if (reason) return `${service.name}: ${reason}`;
      }
      return null;
    },
  });
}

async function stopAll(services: Service[]): Promise<void> {
  const failures: unknown[] = [];
  for (const service of services.splice(0).toReversed()) {
    try {
      await service.stop();
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length) throw new AggregateError(failures, 'some services did not stop cleanly');
}
