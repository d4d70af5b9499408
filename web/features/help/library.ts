import { DOCUMENTS } from '../../__generated__/documents.ts';
import { LANGUAGES, languageOf, type Language } from '../../i18n/languages.ts';
import { outlineOf, type Outline } from './markdown/outline.ts';
import { editionOf, SHELF, type Shelved } from './shelf.ts';

/** A document as it is read. */
export interface LibraryDocument extends Shelved {
  readonly outline: Outline;
  /** The language it is written in. */
  readonly language: Language['tag'];
}

/** All documents for readers of a language. */
export function libraryFor(locale: string): readonly LibraryDocument[] {
  return SHELF.map((document) => read(document, locale));
}

/** One document for readers of a language; undefined where there is none of that name. */
export function documentFor(name: string, locale: string): LibraryDocument | undefined {
  const document = SHELF.find((each) => each.name === name);
  return document && read(document, locale);
}

/** Documents of a build never change, so that each is read once. */
const outlines = new Map<string, Outline>();

function read(document: (typeof SHELF)[number], locale: string): LibraryDocument {
  const { language, path } = editionOf(document, languageOf(locale) ?? LANGUAGES[0].tag);
  const outline = outlines.get(path) ?? outlineOf(DOCUMENTS[path]);
  outlines.set(path, outline);
  return { ...document, path, language, outline };
}
