import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element of an XML document, without the prefix of its namespace. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, the text of its children left out, without the blanks around it. */
  readonly text: string;
}

/** A document's outermost element, or why there is none. */
export type ParsedXml =
  | { readonly kind: 'document'; readonly root: XmlElement }
  | { readonly kind: 'unreadable'; readonly message: string };

const MOST_DEPTH = 64;

/**
 * Reads an XML document. Document types are refused, so there are no entities but the five that XML itself has and
 * characters by their number; a document of a few bytes cannot unfold into one of gigabytes.
 */
export function parseXml(text: string): ParsedXml {
  const document = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (/<!DOCTYPE/i.test(document)) return { kind: 'unreadable', message: 'the file must not declare a document type' };
  const validity = XMLValidator.validate(document);
  if (validity !== true) return notXml(`${validity.err.msg} (line ${validity.err.line})`);
  try {
    const root = elementsOf(parser.parse(document)).find(({ name }) => !name.startsWith('?'));
    return root === undefined ? notXml('it has no element') : { kind: 'document', root };
  } catch (error) {
    // The parser throws where elements are nested too deeply.
    return notXml(error instanceof Error ? error.message : String(error));
  }
}

/** The children of an element that have a name. */
export function childrenNamed({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter((child) => child.name === name);
}

/** The text of an element's first child of a name, or null where there is none, or nothing in it. */
export function textOf(element: XmlElement, name: string): string | null {
  const text = childrenNamed(element, name)[0]?.text ?? '';
  return text === '' ? null : text;
}

const TEXT = '#text';
const CDATA = '#cdata';
const ATTRIBUTES = ':@';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  processEntities: false,
  parseTagValue: false,
  trimValues: false,
  cdataPropName: CDATA,
  maxNestedTags: MOST_DEPTH,
});

function notXml(message: string): ParsedXml {
  return { kind: 'unreadable', message: `the file is not XML: ${message}` };
}

/** A node as the parser gives it with `preserveOrder`: one member with the name of the element, and its attributes. */
type ParsedNode = Readonly<Record<string, unknown>>;

function elementsOf(nodes: readonly ParsedNode[]): XmlElement[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
    if (name === undefined || name === TEXT || name === CDATA) return [];
    const content = node[name] as readonly ParsedNode[];
    const attributes = Object.entries((node[ATTRIBUTES] ?? {}) as Readonly<Record<string, string>>);
    return {
      name,
      attributes: new Map(attributes.map(([key, value]) => [key, decoded(value)])),
      children: elementsOf(content),
      text: content.map(ownText).join('').trim(),
    };
  });
}

function ownText(node: ParsedNode): string {
  if (typeof node[TEXT] === 'string') return decoded(node[TEXT]);
  const content = node[CDATA] as readonly ParsedNode[] | undefined;
  return content?.map(({ [TEXT]: text }) => (typeof text === 'string' ? text : '')).join('') ?? '';
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decoded(text: string): string {
  return text.replaceAll(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED.get(name) ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
  });
}
