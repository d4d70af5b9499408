import type { Attributes, Decoded } from '../decoded.ts';

/** A message line by line, every number with its unit. */
export function showMessage(message: Decoded): string[] {
  const { kind, fields, attributes } = partsOf(message);
  const shown = Object.entries(fields).flatMap(([name, value]) => showField(name, value));
  const more = Object.entries(attributes).map(([name, value]) => `    attributes.${name}: ${JSON.stringify(value)}`);
  return [`  ${kind}`, ...shown, ...more];
}

/** The fields of a message and its attributes. */
function partsOf(message: Decoded): { kind: string; fields: object; attributes: Attributes } {
  switch (message.kind) {
    case 'fix': {
      const { attributes, ...fields } = message.fix;
      return { kind: 'fix', fields, attributes };
    }
    case 'heartbeat': {
      const { kind, attributes, ...fields } = message;
      return { kind, fields, attributes };
    }
    case 'region':
      return { kind: message.kind, fields: message.report, attributes: {} };
    case 'unsupported':
    case 'malformed': {
      const { identifier, problem } = message;
      return { kind: message.kind, fields: { identifier, ...problem }, attributes: {} };
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

function showField(name: string, value: unknown): string[] {
  if (value === undefined) return [];
  const unit = UNITS.find(([end]) => name.endsWith(end))?.[1];
  if (name === 'recordedAt') return [`    recordedAt: ${shownTime(value)}`];
  return [`    ${name}: ${JSON.stringify(value)}${unit && value !== null ? ` ${unit}` : ''}`];
}

function shownTime(value: unknown): string {
  return typeof value === 'number' ? `${new Date(value).toISOString()} (${value} ms)` : 'not said';
}
