import type { Cache, Data, DataFields, UpdatesConfig } from '@urql/exchange-graphcache';

type ListField = 'people' | 'trackers';

/**
 * What a mutation or event changes beyond the entities it carries: the lists they belong to. Positions never come here;
 * they have a store of their own.
 */
export const cacheUpdates: UpdatesConfig = {
  Mutation: {
    addTracker(result, _args, cache) {
      addCarried(cache, [entityOf(result, 'addTracker', 'tracker')]);
      askListsAnew(cache);
    },
    createPerson(result, _args, cache) {
      addToList(cache, 'people', [entityOf(result, 'createPerson', 'person')]);
      askListsAnew(cache);
    },
    createAsset: (_result, _args, cache) => askListsAnew(cache),
    updatePerson: (_result, _args, cache) => askListsAnew(cache),
    updateAsset: (_result, _args, cache) => askListsAnew(cache),
    updateTracker: (_result, _args, cache) => askListsAnew(cache),
    assignTracker: (_result, _args, cache) => askListsAnew(cache),
    endAssignment: (_result, _args, cache) => askListsAnew(cache),
    createIngestDoor: askAnew('ingestDoors'),
    createUnit: askAnew('units'),
    createPlace: askAnew('places'),
    moveUnit: askAnew('units'),
    inviteUser: askAnew('invitations'),
    revokeInvitation: askAnew('invitations'),
    grantRole: askAnew('users'),
    revokeGrant: askAnew('users'),
    updateSettings: askAnew('settings'),
    saveView: askAnew('savedViews'),
    updateView: askAnew('savedViews'),
    deleteView: askAnew('savedViews'),
  },
  Subscription: {
    trackersChanged(result, _args, cache) {
      const change = result['trackersChanged'] as { trackers?: Data[] } | null;
      addCarried(cache, change?.trackers ?? []);
    },
  },
};

/** All at once: to find out what a list of thousands lacks is to look at all of it. */
function addCarried(cache: Cache, trackers: readonly (Data | null)[]): void {
  addToList(cache, 'trackers', trackers);
  addToList(
    cache,
    'people',
    trackers.map((tracker) => (tracker?.['person'] as Data | null | undefined) ?? null),
  );
}

/** Parts of lists that were asked for in an order: only the server knows who belongs to them, and where. */
function askListsAnew(cache: Cache): void {
  for (const { fieldName, arguments: args } of cache.inspectFields('Query')) {
    if (args?.['orderBy']) cache.invalidate('Query', fieldName, args);
  }
}

/** Puts entities a loaded list does not show yet at its end; a list nobody loaded stays unloaded. */
function addToList(cache: Cache, field: ListField, entities: readonly (Data | null | undefined)[]): void {
  const pages = cache
    .inspectFields('Query')
    .filter(({ fieldName, arguments: args }) => fieldName === field && !args?.['orderBy']);
  const first = pages.find(({ arguments: args }) => !args?.['after']);
  if (!first) return;
  const shown = new Set(pages.flatMap((page) => nodesOf(cache, field, page.arguments)));
  const keys = new Set(entities.flatMap((entity) => (entity && cache.keyOfEntity(entity)) ?? []));
  const added = [...keys].filter((key) => !shown.has(key));
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

/** Forgets a field of the query type, so that it is asked for again wherever it is shown. */
function askAnew(field: string): (result: DataFields, args: unknown, cache: Cache) => void {
  return (_result, _args, cache) => {
    for (const { fieldName, arguments: args } of cache.inspectFields('Query')) {
      if (fieldName === field) cache.invalidate('Query', field, args);
    }
  };
}
