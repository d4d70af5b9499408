import type { AttributeValue, Fix } from '../decoded.ts';
import { parseDecimal } from '../decimal.ts';
import { present } from '../present.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { xmlText } from '../xml/xml-text.ts';
import { type PointScope, simpleAttribute } from './point-scope.ts';

/** The namespace of what no standard has a name for. */
export const TREKKER_NAMESPACE = 'urn:trekker:track:1';

/** What elements around a point say of it, whatever maker's extension they are of. */
export type PointDetails = Pick<Fix, 'attributes'> &
  Partial<Pick<Fix, 'accuracyMeters' | 'speedMetersPerSecond' | 'headingDegrees' | 'batteryPercent'>>;

/**
 * Reads what is known by the same name in most extensions, and anything else as an attribute. Speeds are in m/s, as in
 * GPX 1.0 and the extensions of Garmin for GPX and TCX. Of a repeated name the first counts.
 */
export function readDetails(elements: readonly XmlElement[], scope: PointScope): PointDetails {
  const fields: Partial<Record<DetailField, number | undefined>> = {};
  const attributes: Record<string, AttributeValue> = Object.create(null);
  for (const element of leavesOf(elements)) {
    const field = DETAIL_FIELDS.get(element.name.toLowerCase());
    if (field !== undefined) fields[field] ??= scope.number(element.name, element.text || undefined);
    else {
      const attribute = readAttribute(element);
      if (attribute) attributes[attribute[0]] ??= attribute[1];
    }
  }
  return { ...present(fields), attributes: scope.attributes(Object.entries(attributes)) };
}

type DetailField = Exclude<keyof PointDetails, 'attributes'>;

const DETAIL_FIELDS: ReadonlyMap<string, DetailField> = new Map([
  ['speed', 'speedMetersPerSecond'],
  ['course', 'headingDegrees'],
  ['bearing', 'headingDegrees'],
  ['heading', 'headingDegrees'],
  ['accuracy', 'accuracyMeters'],
  ['hacc', 'accuracyMeters'],
  ['battery', 'batteryPercent'],
]);

/** Names of the list of attributes for what the formats have names of their own for. */
const ATTRIBUTE_NAMES: ReadonlyMap<string, string> = new Map([
  ['sat', 'satellites'],
  ['geoidheight', 'geoidHeightMeters'],
  ['magvar', 'magneticVariationDegrees'],
  ['ageofdgpsdata', 'dgpsAgeSeconds'],
  ['dgpsid', 'dgpsStation'],
  ['cmt', 'comment'],
  ['desc', 'description'],
  ['src', 'source'],
  ['sym', 'symbol'],
  ['hr', 'heartRate'],
  ['cad', 'cadence'],
  ['atemp', 'temperatureCelsius'],
  ['HeartRateBpm', 'heartRate'],
  ['Cadence', 'cadence'],
  ['RunCadence', 'cadence'],
  ['Watts', 'powerWatts'],
  ['DistanceMeters', 'tripOdometerMeters'],
]);

/** An element that only wraps one value is called by its own name and has the value's text. */
function* leavesOf(elements: readonly XmlElement[]): Generator<XmlElement> {
  for (const element of elements) {
    const [only] = element.children;
    if (only === undefined) yield element;
    else if (element.children.length === 1 && only.name === 'Value') yield { ...only, name: element.name };
    else yield* leavesOf(element.children);
  }
}

/** One of ours with its type, or one of whatever name; nothing where that is empty. */
function readAttribute({ name, attributes, text }: XmlElement): readonly [string, AttributeValue] | undefined {
  const own = name === 'attribute' ? attributes.get('name') : undefined;
  if (own === undefined) return text === '' ? undefined : simpleAttribute(ATTRIBUTE_NAMES.get(name) ?? name, text);
  const value = attributes.get('value') ?? text;
  switch (attributes.get('type') ?? 'text') {
    case 'number':
      return [own, parseDecimal(value) ?? value];
    case 'boolean':
      return [own, value === 'true'];
    default:
      return [own, value];
  }
}

/** An attribute as an extension of ours, from which its type can be told. */
export function attributeText([name, value]: readonly [string, AttributeValue]): string {
  const type = typeof value === 'string' ? '' : ` type="${typeof value}"`;
  const text = typeof value === 'number' ? String(value) : xmlText(String(value));
  return `<trekker:attribute name="${xmlText(name)}"${type} value="${text}"/>`;
}

/** An element with a number; nothing where there is none. */
export function numberElement(name: string, value: number | undefined): string {
  return value === undefined ? '' : `<${name}>${value}</${name}>`;
}

/** An element around others; nothing where there are none. */
export function wrapped(name: string, content: string): string {
  return content === '' ? '' : `<${name}>${content}</${name}>`;
}
