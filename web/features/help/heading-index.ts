import type { LibraryDocument } from './library.ts';

/** A place in a document that a search can find. */
export interface IndexedHeading {
  /** Address in the app. */
  readonly href: string;
  readonly text: string;
  /** Title of the document. */
  readonly document: string;
  /** The language both are in. */
  readonly language: string;
}

/** Titles and headings of all documents, in the order they are listed. */
export function headingIndex(library: readonly LibraryDocument[]): IndexedHeading[] {
  return library.flatMap(({ name, language, outline }) =>
    outline.headings.map(({ depth, text, anchor }) => ({
      href: depth === 1 ? `/help/${name}` : `/help/${name}#${anchor}`,
      text,
      document: outline.title,
      language,
    })),
  );
}

const SHOWN = 12;

/** The headings that hold every word of a text, in themselves or in their document's title; whole words of them first. */
export function fittingHeadings(index: readonly IndexedHeading[], text: string): IndexedHeading[] {
  const words = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return [];
  const holds = (where: string) => words.every((word) => where.toLocaleLowerCase().includes(word));
  const rank = (heading: IndexedHeading) =>
    heading.text.toLocaleLowerCase().startsWith(first) ? 0 : holds(heading.text) ? 1 : 2;
  return index
    .filter((heading) => holds(`${heading.text} ${heading.document}`))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, SHOWN);
}
