import type { XmlElement } from './xml-element.ts';
import { type XmlTag, tagAt } from './xml-tags.ts';
import { plainText } from './xml-text.ts';

/** A step on the way through an XML document. */
export type XmlPart =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
      readonly at: number;
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'element'; readonly element: XmlElement }
  /** The document ends here, or cannot be read further. */
  | { readonly kind: 'broken'; readonly at: number; readonly expected: string };

/**
 * Goes through an XML document once, from its begin to its end or to where it breaks. The outermost elements of the
 * names in `whole` come with all that is within them; of others come begin and end. So no more of a large document is
 * held than one such element. Namespaces are not looked at, entities not known (see `tagAt`).
 */
export function* xmlParts(document: string, whole: ReadonlySet<string>): Generator<XmlPart, void, undefined> {
  const walk = new Walk(whole);
  let at = 0;
  for (let next = document.indexOf('<'); next >= 0; next = document.indexOf('<', at)) {
    if (next > at) walk.text(() => plainText(document.slice(at, next)));
    const tag = tagAt(document, next);
    const part = walk.take(tag, next);
    if (part) yield part;
    if (tag.kind === 'broken' || part?.kind === 'broken') return;
    const end = tag.kind === 'open' && tag.empty ? walk.close(tag.name, next) : undefined;
    if (end) yield end;
    at = tag.end;
  }
  const missing = walk.end(document.length);
  if (missing) yield missing;
}

const MOST_DEPTH = 64;

/** Where the way through a document has come to. */
class Walk {
  readonly #whole: ReadonlySet<string>;
  /** Names of the elements around, outermost first. */
  readonly #names: string[] = [];
  /** Those of them that are gathered, the last of the elements around. */
  readonly #gathered: GatheredElement[] = [];
  #outermost = 0;

  constructor(whole: ReadonlySet<string>) {
    this.#whole = whole;
  }

  /** Takes text, which counts only within elements that are gathered. */
  text(read: () => string): void {
    const around = this.#gathered.at(-1);
    if (around) around.text += read();
  }

  take(tag: XmlTag, at: number): XmlPart | undefined {
    switch (tag.kind) {
      case 'broken':
        return { kind: 'broken', at, expected: tag.expected };
      case 'skip':
        return undefined;
      case 'data':
        this.text(() => tag.text);
        return undefined;
      case 'open':
        return this.#open(tag, at);
      case 'close':
        return this.close(tag.name, at);
    }
  }

  #open({ name, attributes }: Extract<XmlTag, { kind: 'open' }>, at: number): XmlPart | undefined {
    if (this.#names.length === 0 && this.#outermost++ > 0)
      return { kind: 'broken', at, expected: 'one outermost element' };
    if (this.#names.length === MOST_DEPTH) {
      return { kind: 'broken', at, expected: `at most ${MOST_DEPTH} elements within each other` };
    }
    this.#names.push(name);
    if (this.#gathered.length === 0 && !this.#whole.has(name)) return { kind: 'open', name, attributes, at };
    this.#gathered.push(new GatheredElement(name, attributes, at));
    return undefined;
  }

  /** The end of an element; nothing comes of it within another that is gathered. */
  close(name: string, at: number): XmlPart | undefined {
    if (this.#names.at(-1) !== name) return this.#missing(at);
    this.#names.pop();
    const element = this.#gathered.pop();
    if (element === undefined) return { kind: 'close', name };
    element.text = element.text.trim();
    const parent = this.#gathered.at(-1);
    if (parent === undefined) return { kind: 'element', element };
    parent.add(element);
    return undefined;
  }

  /** What is missing at the document's end. */
  end(at: number): XmlPart | undefined {
    return this.#names.length > 0 || this.#outermost === 0 ? this.#missing(at) : undefined;
  }

  #missing(at: number): XmlPart {
    const name = this.#names.at(-1);
    return { kind: 'broken', at, expected: name === undefined ? 'an element' : `</${name}>` };
  }
}

const NO_CHILDREN: readonly XmlElement[] = [];

/** An element whose end has not come yet. */
class GatheredElement implements XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly at: number;
  children = NO_CHILDREN;
  text = '';
  #own: XmlElement[] | undefined;

  constructor(name: string, attributes: ReadonlyMap<string, string>, at: number) {
    this.name = name;
    this.attributes = attributes;
    this.at = at;
  }

  /** Most elements have no children, so the list is made for those that have. */
  add(child: XmlElement): void {
    this.#own ??= [];
    this.#own.push(child);
    this.children = this.#own;
  }
}
