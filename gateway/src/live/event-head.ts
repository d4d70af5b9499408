import { Kind, type FieldNode } from 'graphql';
import { isHolder, read, type DataObject } from '../execute/data.ts';
import type { FieldPath, LiveField } from './live-field.ts';

/** What the gateway has to know of an event to tell it to some and not to others. */
export interface EventHead {
  /** Where the stream stands behind the event. */
  readonly cursor: string | null;
  /** Whether it holds everything rather than what changed. */
  readonly isSnapshot: boolean;
  /** Its records; null where they are not there or not declared. */
  readonly records: readonly RecordHead[] | null;
  /** Keys of entities that no longer belong. */
  readonly left: readonly string[];
}

/** What of one record decides whom it is told to. */
export interface RecordHead {
  readonly key: string;
  /** What lies at a way from the record. */
  at(path: FieldPath): unknown;
}

const ALIAS = { cursor: 'live_cursor', snapshot: 'live_snapshot', records: 'live_records', left: 'live_left' } as const;

/** What is selected on an event besides what its caller asked for, under names that are the gateway's own. */
export function askedBesides({ cursor, snapshot, records }: LiveField): FieldNode[] {
  const paths = records ? [records.key, ...records.filters.flatMap((rule) => rule.paths)] : [];
  return [
    selection([cursor], ALIAS.cursor),
    ...(snapshot === null ? [] : [selection([snapshot], ALIAS.snapshot)]),
    ...paths.map((path) => selection([records?.field ?? '', ...path], ALIAS.records)),
    ...(records?.left == null ? [] : [selection([records.left], ALIAS.left)]),
  ];
}

function selection([name = '', ...below]: FieldPath, alias?: string): FieldNode {
  const node: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
  return {
    ...node,
    ...(alias === undefined ? {} : { alias: { kind: Kind.NAME, value: alias } }),
    ...(below.length === 0 ? {} : { selectionSet: { kind: Kind.SELECTION_SET, selections: [selection(below)] } }),
  };
}

/** Reads what was asked besides. `keyOf` tells under which key of the data a selection lies. */
export function headReader(
  field: LiveField,
  { rootKey, keyOf }: { readonly rootKey: string; readonly keyOf: (node: FieldNode) => string },
): (data: DataObject) => EventHead | null {
  const keys = new Map(askedBesides(field).map((node) => [node.alias?.value, keyOf(node)]));
  const valueOf = (event: DataObject, alias: string) => {
    const key = keys.get(alias);
    return key === undefined ? undefined : read(event, key);
  };
  return (data) => {
    const event = read(data, rootKey);
    if (!isHolder(event)) return null;
    const cursor = valueOf(event, ALIAS.cursor);
    const records = valueOf(event, ALIAS.records);
    const left = valueOf(event, ALIAS.left);
    return {
      cursor: typeof cursor === 'string' ? cursor : null,
      isSnapshot: valueOf(event, ALIAS.snapshot) === true,
      records: Array.isArray(records) ? records.map((record) => recordHead(record, field)) : null,
      left: Array.isArray(left) ? left.map(String) : [],
    };
  };
}

function recordHead(record: unknown, { records }: LiveField): RecordHead {
  return { key: String(valueAt(record, records?.key ?? [])), at: (path) => valueAt(record, path) };
}

function valueAt(holder: unknown, path: FieldPath): unknown {
  let value = holder;
  for (const step of path) value = isHolder(value) ? read(value, step) : undefined;
  return value;
}
