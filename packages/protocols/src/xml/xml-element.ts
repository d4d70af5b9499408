/** An element of an XML document, without the prefix of its namespace. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, the text of its children left out, without the blanks around it. */
  readonly text: string;
  /** Where in the document it begins, in characters from 0. */
  readonly at: number;
}

/** The first child of an element that has a name. */
export function childOf({ children }: XmlElement, name: string): XmlElement | undefined {
  return children.find((child) => child.name === name);
}

/** The text of an element's first child of a name; undefined where there is none, or nothing in it. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return childOf(element, name)?.text || undefined;
}

/** The elements of some names within an element, at any depth, in order; what is within them is left to them. */
export function* descendantsOf({ children }: XmlElement, names: ReadonlySet<string>): Generator<XmlElement> {
  for (const child of children) {
    if (names.has(child.name)) yield child;
    else yield* descendantsOf(child, names);
  }
}
