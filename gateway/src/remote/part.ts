import { defineService, UnavailableError, type Service } from '@trekker/kit';
import { watchEndpoint, type Endpoint } from './endpoint.ts';

/** A part of the installation that runs in one or more processes elsewhere. */
export interface Part extends Service {
  /** A process that answers, each in turn, another one than `not` where there is. Fails with UNAVAILABLE when there is none. */
  choose(not?: Endpoint): Endpoint;
  /** How many processes answer. */
  answering(): number;
  /** What is wrong with some of the processes while others do the work, or null. */
  degraded(): Promise<string | null>;
}

/** Watches the processes of a part until it is stopped. */
export function createPart(name: string, urls: readonly URL[]): Part {
  let endpoints: readonly Endpoint[] = [];
  let turn = 0;

  async function problems(): Promise<string[]> {
    const reasons = await Promise.all(
      endpoints.map(async (endpoint) => ({ endpoint, reason: await endpoint.ready() })),
    );
    return reasons.flatMap(({ endpoint, reason }) => (reason === null ? [] : [`${endpoint.url.host} ${reason}`]));
  }

  return {
    ...defineService({
      name,
      start: async () => void (endpoints = urls.map((url) => watchEndpoint(url))),
      async stop() {
        for (const endpoint of endpoints) endpoint.stop();
      },
      async ready() {
        const found = await problems();
        return found.length < endpoints.length ? null : found.join('; ');
      },
    }),
    choose(not) {
      const all = endpoints.filter(({ isUp }) => isUp());
      const others = all.filter((endpoint) => endpoint !== not);
      const able = others.length ? others : all;
      const chosen = able[turn % able.length];
      turn += 1;
      if (!chosen) throw new UnavailableError('a part of the service does not answer');
      return chosen;
    },
    answering: () => endpoints.filter(({ isUp }) => isUp()).length,
    async degraded() {
      const found = await problems();
      return found.length > 0 && found.length < endpoints.length ? `${name}: ${found.join('; ')}` : null;
    },
  };
}
