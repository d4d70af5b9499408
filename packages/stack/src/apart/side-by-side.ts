import { defineService, type Service } from '@trekker/kit';

/** Services that do not need each other: they start and stop at the same time. Fails when one of them does. */
export function sideBySide(name: string, services: readonly Service[]): Service {
  return defineService({
    name,
    start: async () => void (await Promise.all(services.map((service) => service.start()))),
    stop: async () => void (await Promise.all(services.map((service) => service.stop()))),
  });
}
