import { canonicalJson } from '../document/canonical-json.ts';
import type { RecordHead } from './event-head.ts';
import type { LiveArguments } from './live-operation.ts';
import type { LiveField } from './live-field.ts';

/** Which records one subscriber is told of. */
export interface MemberFilter {
  allows(record: RecordHead): boolean;
}

/** The filter that some arguments come to; null where they allow everything. */
export function memberFilter({ records }: LiveField, given: LiveArguments): MemberFilter | null {
  const checks = (records?.filters ?? []).flatMap((rule) => {
    const list = listAt(given, rule);
    if (!list) return [];
    const allows = rule.allowing(list);
    return (record: RecordHead) => allows(rule.paths.map((path) => record.at(path)));
  });
  return checks.length === 0 ? null : { allows: (record) => checks.every((check) => check(record)) };
}

/** The arguments of an upstream that tells everybody's records: without their filters. */
export function withoutFilters({ records }: LiveField, given: LiveArguments): LiveArguments {
  const free: Record<string, unknown> = { ...given };
  for (const { argument, field } of records?.filters ?? []) {
    const value = free[argument];
    if (field === null && value !== undefined) free[argument] = null;
    else if (isRecord(value) && field !== null) free[argument] = { ...value, [field]: null };
  }
  return free;
}

/** Equal for arguments that ask for streams which differ in nothing but member filters and where they begin. */
export function sharedArguments(field: LiveField, given: LiveArguments): string {
  const { [field.after]: _after, ...others } = withoutFilters(field, given);
  return canonicalJson(withoutNulls(others));
}

function listAt(given: LiveArguments, { argument, field }: { argument: string; field: string | null }) {
  const value = given[argument];
  const list = field === null ? value : isRecord(value) ? value[field] : null;
  return Array.isArray(list) ? list : null;
}

/** What is null and what is not there say the same here; an argument of which nothing is left as well. */
function withoutNulls(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, withoutNulls(each)] as const);
  const present = entries.filter(([, each]) => each !== null && each !== undefined);
  return present.length === 0 ? null : Object.fromEntries(present);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
