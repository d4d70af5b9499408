import type { Attributes, AttributeValue, Decoded } from './decoded.ts';

/** One thing a message says, to be shown to people. */
export interface MessageField {
  /** Its name; what devices say beside place and time begins with `attributes.`. */
  readonly name: string;
  /** Null where the message does not say it. */
  readonly value: AttributeValue | null;
  /** Unit of the value; null where it has none, or the name says it. */
  readonly unit: string | null;
}

/** Everything a message says, in a fixed order; instants are Unix milliseconds under `recordedAt`. */
export function messageFields(message: Decoded): MessageField[] {
  const { fields, attributes } = partsOf(message);
  return [
    ...Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name, value, unit: value === null ? null : unitOf(name) }],
    ),
    ...Object.entries(attributes).map(([name, value]) => ({ name: `attributes.${name}`, value, unit: null })),
  ];
}

/** Fields that were not reported are absent or undefined. */
type Fields = Readonly<Record<string, AttributeValue | null | undefined>>;

function partsOf(message: Decoded): { fields: Fields; attributes: Attributes } {
  switch (message.kind) {
    case 'fix': {
      const { attributes, ...fields } = message.fix;
      return { fields, attributes };
    }
    case 'heartbeat': {
      const { kind: _kind, attributes, ...fields } = message;
      return { fields, attributes };
    }
    case 'region':
      return { fields: { ...message.report }, attributes: {} };
    case 'unsupported':
    case 'malformed': {
      const { identifier, problem } = message;
      return { fields: { identifier, ...problem }, attributes: {} };
    }
  }
}

/** Units by the end of a field's name. */
const UNITS: readonly [string, string][] = [
  ['MetersPerSecond', 'm/s'],
  ['Meters', 'm'],
  ['Degrees', '°'],
  ['Percent', '%'],
  ['latitude', '°'],
  ['longitude', '°'],
];

function unitOf(name: string): string | null {
  return UNITS.find(([end]) => name.endsWith(end))?.[1] ?? null;
}
