import type { Facts } from './happening.ts';
import type { NotificationKind, Status } from './kinds.ts';
import { ENGLISH } from './sentences/english.ts';
import { GERMAN } from './sentences/german.ts';
import type { Wording } from './sentences/wording.ts';

const WORDINGS = { en: ENGLISH, de: GERMAN } as const satisfies Readonly<Record<string, Wording>>;

/** A language in which something is told. */
export type Language = keyof typeof WORDINGS;

/** What a sentence is made of. */
export interface Sentence {
  readonly kind: NotificationKind;
  readonly status: Status;
  readonly facts: Pick<Facts, 'personId' | 'assetId' | 'minimum' | 'maximum' | 'count' | 'musterMode' | 'musterName'>;
  /** Name of the geofence, or of the place where there is none; null where neither is known. */
  readonly where: string | null;
}

/**
 * One sentence of what happened, in English where nothing else is asked for. It names zones and places and no person:
 * names of people lie elsewhere.
 */
export function sentenceOf({ kind, status, facts, where }: Sentence, language: Language = 'en'): string {
  const { prefixes, person, asset, tracker, zone, muster, modes, count, sentences }: Wording = WORDINGS[language];
  const who = facts.personId !== null ? person : facts.assetId !== null ? asset : tracker;
  const mode = facts.musterMode === null ? '' : ` (${modes[facts.musterMode] ?? facts.musterMode.toLowerCase()})`;
  const told = { who, where: where ?? zone, count: count(facts), muster: muster(facts.musterName), mode };
  return `${prefixes[status]}${sentences[kind](told)}`;
}

/** The language of a BCP 47 tag in which something can be told; English where there is none. */
export function languageOf(tag: string): Language {
  const [primary = ''] = tag.toLowerCase().split('-');
  return isLanguage(primary) ? primary : 'en';
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(WORDINGS, text);
}
