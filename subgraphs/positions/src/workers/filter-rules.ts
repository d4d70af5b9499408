import {
  createRecentlyUsed,
  defineService,
  followTopic,
  type Clock,
  type Database,
  type Logger,
  type LogTail,
  type Service,
  type Tx,
} from '@trekker/kit';

import { readTenantRules } from '../db/filter-rules.ts';
import {
  effectiveRules,
  NO_RULES_ON,
  rulesOn,
  type OwnedTracker,
  type RulesOn,
  type TenantRules,
} from '../domain/filter/effective-rules.ts';
import { forgottenOf } from '../db/retention.ts';
import { DEVICES_TOPIC, filterRulesSet, positionsForgotten } from '../events.ts';

/** The rules that intake decides by, in memory. */
export interface FilterRules extends Service {
  /** What holds in a tenant now. */
  of(tenantId: string): Promise<OneFixRules>;
  /** Somebody set rules of a tenant: they are read anew. */
  forget(tenantId: string): void;
}

/** Which rules that look at one fix alone are on for a tracker. */
export interface OneFixRules {
  /** What was recorded before is not kept, Unix milliseconds; null: everything is. */
  readonly keptSince: number | null;
  onFor(tracker: OwnedTracker): RulesOn;
}

/** Where nobody set anything. */
const NO_RULES: OneFixRules = { keptSince: null, onFor: () => NO_RULES_ON };

const MATTERING: ReadonlySet<string> = new Set([filterRulesSet.type, positionsForgotten.type]);

/** Most tenants whose rules are kept. */
const KEPT = 10_000;
/** How soon a process that nobody told of a change looks for one, in milliseconds. */
const POLL_MS = 500;
/** How long rules of units are believed, in milliseconds: where units lie is told by another service. */
const BELIEVED_MS = 500;

/** Rules of every tenant that something comes from, read once and again when they change, in whatever process. */
export function createFilterRules({
  database,
  tail,
  clock,
  log,
}: {
  database: Database;
  tail: LogTail;
  clock: Clock;
  log: Logger;
}): FilterRules {
  const known = createRecentlyUsed<string, { rules: Promise<OneFixRules>; until: number }>(KEPT);
  const forget = (tenantId: string) => known.delete(tenantId);
  const follower = followTopic({
    name: 'filter rules',
    topic: DEVICES_TOPIC,
    database,
    tail,
    log,
    pollMs: POLL_MS,
    onEntries(entries) {
      for (const { type, subject } of entries) if (MATTERING.has(type)) forget(subject);
    },
  });

  function read(tenantId: string): Promise<OneFixRules> {
    const entry = { rules: load(tenantId), until: Infinity };
    known.set(tenantId, entry);
    void entry.rules.catch(() => {
      if (known.get(tenantId) === entry) forget(tenantId);
    });
    return entry.rules;

    async function load(id: string): Promise<OneFixRules> {
      const read = async (tx: Tx) => ({ rules: await readTenantRules(tx), forgotten: await forgottenOf(tx) });
      const { rules, forgotten } = (await database.withTenant(id, read, { mode: 'snapshot' })).result;
      if (rules.rules.some(({ scope }) => scope.kind === 'UNIT')) entry.until = clock.now() + BELIEVED_MS;
      const own = rules.rules.length ? oneFixRulesOf(rules) : NO_RULES;
      return forgotten ? { ...own, keptSince: forgotten.keptSince } : own;
    }
  }

  return {
    ...defineService({
      name: 'filter rules',
      start: () => follower.start(),
      stop: () => follower.stop(),
    }),
    forget,
    of(tenantId) {
      const entry = known.get(tenantId);
      return entry && entry.until > clock.now() ? entry.rules : read(tenantId);
    },
  };
}

/** Worked out once per tracker and unit. */
function oneFixRulesOf(rules: TenantRules): OneFixRules {
  const byTracker = new Map<string, RulesOn>();
  return {
    keptSince: null,
    onFor(tracker) {
      const key = `${tracker.trackerId}/${tracker.unitId}`;
      const on = byTracker.get(key) ?? rulesOn(effectiveRules(rules, tracker), ['one-fix']);
      byTracker.set(key, on);
      return on;
    },
  };
}
