/** A named value of an audit entry; the SDL's `AuditValue`. */
export interface AuditValue {
  readonly name: string;
  readonly value: string;
}

/** What an audit entry says of an event. */
export interface AuditContent {
  /** Ids of what it was done to, by the field that holds each. */
  readonly subjects: readonly AuditValue[];
  /** What else it holds. */
  readonly details: readonly AuditValue[];
}

/**
 * Events about people, users and trackers, which are named after who carries them: of their texts only these are told,
 * for any other might be somebody's name.
 */
const ABOUT_PEOPLE = /^(person|user|invitation|tracker)-/;
const TOLD_OF_PEOPLE = new Set(['role', 'kind', 'status']);
/** Fields that are never told, whatever they are said to hold. */
const SECRET = /password|token|secret|hash|credential|signin/i;
/** Fields that hold Unix milliseconds. */
const INSTANT = /^(from|to|until|validFrom|validTo)$|At$/;
/** The longest text that is told whole. */
const LONGEST = 200;
/** Beyond it a number is no instant (ECMA-262 §21.4.1.1). */
const LAST_INSTANT = 8.64e15;

/**
 * What an event was done to and what else it says: fields whose names end in `Id` or `Ids` are subjects, at any depth;
 * scalars beside them, and changes of `{ key, value }`, are details. Secrets and names of people are left out.
 */
export function auditContent(type: string, payload: unknown): AuditContent {
  const subjects = [...new Map(subjectsIn(payload).map((each) => [`${each.name} ${each.value}`, each])).values()];
  const isTold = ABOUT_PEOPLE.test(type) ? (name: string) => TOLD_OF_PEOPLE.has(name) : () => true;
  const details = fieldsOf(payload).flatMap(([name, value]) => {
    if (SECRET.test(name) || isId(name)) return [];
    if (name === 'changes') return changesIn(value);
    const text = textOf(name, value);
    return text === null || (typeof value === 'string' && !isTold(name)) ? [] : [{ name, value: text }];
  });
  return { subjects: sorted(subjects), details: sorted(details) };
}

/** By name: PostgreSQL keeps fields in an order of its own. What has one name stays in the order of its list. */
function sorted(values: readonly AuditValue[]): AuditValue[] {
  return values.toSorted((one, two) => (one.name < two.name ? -1 : one.name > two.name ? 1 : 0));
}

function subjectsIn(value: unknown): AuditValue[] {
  if (Array.isArray(value)) return value.flatMap(subjectsIn);
  return fieldsOf(value).flatMap(([name, inner]) => {
    if (name.endsWith('Id')) return typeof inner === 'string' ? [{ name, value: inner }] : [];
    if (name.endsWith('Ids')) return textsIn(inner).map((id) => ({ name: name.slice(0, -1), value: id }));
    return subjectsIn(inner);
  });
}

function changesIn(value: unknown): AuditValue[] {
  const changes = Array.isArray(value) ? value.map((change) => Object.fromEntries(fieldsOf(change))) : [];
  return changes.flatMap(({ key, value: set }) =>
    typeof key === 'string' && typeof set === 'string' && !SECRET.test(key)
      ? [{ name: key, value: shortened(set) }]
      : [],
  );
}

function textOf(name: string, value: unknown): string | null {
  if (typeof value === 'number' && INSTANT.test(name) && Math.abs(value) <= LAST_INSTANT)
    return new Date(value).toISOString();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? shortened(value) : null;
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function isId(name: string): boolean {
  return /Ids?$/.test(name);
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function fieldsOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
