import type { DocumentPath } from '../../__generated__/documents.ts';
import { LANGUAGES, type Language } from '../../i18n/languages.ts';

/** A document that can be read in the app. */
export interface Shelved {
  /** Last part of its address, `/help/<name>`. */
  readonly name: string;
  /** Its file in the repository, by which other documents link to it. */
  readonly path: DocumentPath;
  /** Written for whoever uses the app, in each of its languages; or exact rules and references, in English alone. */
  readonly kind: 'guide' | 'reference';
}

/** Every document of the app, in the order they are listed. */
export const SHELF = [
  { name: 'everybody', path: 'docs/guides/everybody.md', kind: 'guide' },
  { name: 'safety-officer', path: 'docs/guides/safety-officer.md', kind: 'guide' },
  { name: 'supervisor', path: 'docs/guides/supervisor.md', kind: 'guide' },
  { name: 'dispatcher', path: 'docs/guides/dispatcher.md', kind: 'guide' },
  { name: 'administrator', path: 'docs/guides/administrator.md', kind: 'guide' },
  { name: 'developer', path: 'docs/guides/developer.md', kind: 'guide' },
  { name: 'devices', path: 'docs/devices.md', kind: 'reference' },
  { name: 'presence', path: 'docs/presence.md', kind: 'reference' },
  { name: 'headcount', path: 'docs/headcount.md', kind: 'reference' },
  { name: 'mustering', path: 'docs/mustering.md', kind: 'reference' },
  { name: 'api', path: 'docs/api.md', kind: 'reference' },
  { name: 'schema', path: 'schema/README.md', kind: 'reference' },
  { name: 'operations', path: 'docs/operations.md', kind: 'reference' },
  { name: 'configuration', path: 'docs/configuration.md', kind: 'reference' },
  { name: 'life-of-a-position', path: 'docs/life-of-a-position.md', kind: 'reference' },
] as const satisfies readonly Shelved[];

/** Folders of guides in other languages than the first. */
const FOLDERS = { de: 'docs/guides/de' } as const satisfies Record<Exclude<Language['tag'], 'en'>, string>;

/** The language in which whoever speaks one reads a document, and its file. */
export function editionOf(
  document: (typeof SHELF)[number],
  wanted: Language['tag'],
): { readonly language: Language['tag']; readonly path: DocumentPath } {
  if (document.kind === 'reference' || wanted === 'en') return { language: LANGUAGES[0].tag, path: document.path };
  return { language: wanted, path: `${FOLDERS[wanted]}/${document.name}.md` };
}
