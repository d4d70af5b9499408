import type { Cache, Data, DataFields, UpdatesConfig } from '@urql/exchange-graphcache';

type ListField = 'people' | 'trackers';

/**
 * What a mutation or event changes beyond the entities it carries: the lists they belong to. Positions never come here;
 * they have a store of their own.
 */
export const cacheUpdates: UpdatesConfig = {
  Mutation: {
    addTracker(result, _args, cache) {
      addCarried(cache, entityOf(result, 'addTracker', 'tracker'));
    },
    createPerson(result, _args, cache) {
      addToList(cache, 'people', [entityOf(result, 'createPerson', 'person')]);
    },
    createIngestDoor(_result, _args, cache) {
      cache.invalidate('Query', 'ingestDoors');
    },
  },
  Subscription: {
    trackersChanged(result, _args, cache) {
      const change = result['trackersChanged'] as { trackers?: Data[] } | null;
      for (const tracker of change?.trackers ?? []) addCarried(cache, tracker);
    },
  },
};

function addCarried(cache: Cache, tracker: Data | null): void {
  if (!tracker) return;
  addToList(cache, 'trackers', [tracker]);
  addToList(cache, 'people', [tracker['person'] as Data | null]);
}

/** Puts entities a loaded list does not show yet at its end; a list nobody loaded stays unloaded. */
function addToList(cache: Cache, field: ListField, entities: readonly (Data | null | undefined)[]): void {
  const pages = cache.inspectFields('Query').filter(({ fieldName }) => fieldName === field);
  const first = pages.find(({ arguments: args }) => !args?.['after']);
  if (!first) return;
  const shown = new Set(pages.flatMap((page) => nodesOf(cache, field, page.arguments)));
  const added = entities.flatMap((entity) => {
    const key = entity && cache.keyOfEntity(entity);
    return key && !shown.has(key) ? [key] : [];
  });
  if (!added.length) return;
  const connection = cache.resolve('Query', field, first.arguments);
  if (typeof connection !== 'string') return;
  cache.link(connection, 'nodes', [...nodesOf(cache, field, first.arguments), ...added]);
}

function nodesOf(cache: Cache, field: ListField, args: Parameters<Cache['resolve']>[2]): string[] {
  const connection = cache.resolve('Query', field, args);
  const nodes = typeof connection === 'string' ? cache.resolve(connection, 'nodes') : null;
  return Array.isArray(nodes) ? nodes.filter((key) => typeof key === 'string') : [];
}

function entityOf(result: DataFields, field: string, entity: string): Data | null {
  const payload = result[field] as Record<string, Data | null> | null;
  return payload?.[entity] ?? null;
}
