import type { Measure } from '@trekker/kit';

/** What became of the versions of a supergraph after the one that the gateway began with. */
export class SupergraphNews {
  #taken = 0;
  #refused = 0;
  #isOld = false;
  #isLost = false;

  /** Another version answers from now on. */
  take(): void {
    this.#taken += 1;
    this.#isOld = false;
    this.#isLost = false;
  }

  /** A version cannot be used; the one before stays. */
  refuse(): void {
    this.#refused += 1;
    this.#isOld = true;
    this.#isLost = false;
  }

  /** It could not be looked whether there is another version. */
  lose(): void {
    this.#isLost = true;
  }

  /** There is no other version than at the last look. */
  stay(): void {
    this.#isLost = false;
  }

  /** Lines for `/readyz`, which anybody may read; the log names the address. */
  degraded(): string[] {
    return [
      ...(this.#isOld ? ['the newest supergraph is not usable; the one before it answers'] : []),
      ...(this.#isLost ? ['the supergraph cannot be had; the one that was had answers'] : []),
    ];
  }

  readonly measures: readonly Measure[] = [
    {
      name: 'trekker_gateway_supergraph_versions_total',
      help: 'Versions of the supergraph that came later: taken, or refused because they cannot be used.',
      kind: 'counter',
      labels: ['outcome'],
      read: () => [
        { labels: { outcome: 'taken' }, value: this.#taken },
        { labels: { outcome: 'refused' }, value: this.#refused },
      ],
    },
    {
      name: 'trekker_gateway_supergraph_old',
      help: 'Whether an older version of the supergraph answers than there is: 1 since the newest was refused.',
      kind: 'gauge',
      labels: [],
      read: () => [{ labels: {}, value: Number(this.#isOld) }],
    },
    {
      name: 'trekker_gateway_supergraph_lost',
      help: 'Whether the supergraph could not be had at the last look: 1 while its file or address does not answer.',
      kind: 'gauge',
      labels: [],
      read: () => [{ labels: {}, value: Number(this.#isLost) }],
    },
  ];
}
