import { plainText } from './xml-text.ts';

/** What lies between two texts of an XML document. Names are without the prefix of their namespace. */
export type XmlTag =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
      /** Whether it is closed at once: `<name/>`. */
      readonly empty: boolean;
      readonly end: number;
    }
  | { readonly kind: 'close'; readonly name: string; readonly end: number }
  | { readonly kind: 'data'; readonly text: string; readonly end: number }
  | { readonly kind: 'skip'; readonly end: number }
  | { readonly kind: 'broken'; readonly expected: string };

/**
 * The tag that begins with `<` at a place of a document. Document types are broken, so there are no entities but the
 * five that XML itself has: a document of a few bytes cannot unfold into one of gigabytes.
 */
export function tagAt(document: string, at: number): XmlTag {
  switch (document.charAt(at + 1)) {
    case '/':
      return closingTag(document, at);
    case '?':
      return skipTo(document, { from: at + 2, mark: '?>' });
    case '!':
      return declaration(document, at);
    default:
      return openingTag(document, at);
  }
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

/** Sticky, so that none of them looks further than it has to. */
const NAME = /[^\s/>=<"'!?&]+/y;
const ATTRIBUTE = /\s+([^\s/>=<"']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;

function matchAt(pattern: RegExp, document: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(document);
}

function openingTag(document: string, at: number): XmlTag {
  const name = matchAt(NAME, document, at + 1)?.[0];
  if (name === undefined) return { kind: 'broken', expected: 'the name of an element after <' };
  let end = at + 1 + name.length;
  let attributes: Map<string, string> | undefined;
  for (;;) {
    const attribute = matchAt(ATTRIBUTE, document, end);
    if (attribute === null) break;
    attributes ??= new Map();
    attributes.set(localName(attribute[1] ?? ''), plainText(attribute[2] ?? attribute[3] ?? ''));
    end += attribute[0].length;
  }
  const closing = matchAt(TAG_END, document, end);
  if (closing === null) return { kind: 'broken', expected: 'attributes in quotes, then >' };
  end += closing[0].length;
  return {
    kind: 'open',
    name: localName(name),
    attributes: attributes ?? NO_ATTRIBUTES,
    empty: closing[1] === '/',
    end,
  };
}

function closingTag(document: string, at: number): XmlTag {
  const name = matchAt(NAME, document, at + 2)?.[0] ?? '';
  const closing = matchAt(TAG_END, document, at + 2 + name.length);
  if (name === '' || closing === null) return { kind: 'broken', expected: 'the name of an element after </, then >' };
  return { kind: 'close', name: localName(name), end: at + 2 + name.length + closing[0].length };
}

const DATA = '<![CDATA[';

function declaration(document: string, at: number): XmlTag {
  if (document.startsWith('<!--', at)) return skipTo(document, { from: at + 4, mark: '-->' });
  if (!document.startsWith(DATA, at)) return { kind: 'broken', expected: 'no document type' };
  const end = document.indexOf(']]>', at);
  if (end < 0) return { kind: 'broken', expected: ']]> at the end of the data' };
  return { kind: 'data', text: document.slice(at + DATA.length, end), end: end + 3 };
}

function skipTo(document: string, { from, mark }: { from: number; mark: string }): XmlTag {
  const at = document.indexOf(mark, from);
  return at < 0 ? { kind: 'broken', expected: `${mark} somewhere behind` } : { kind: 'skip', end: at + mark.length };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
