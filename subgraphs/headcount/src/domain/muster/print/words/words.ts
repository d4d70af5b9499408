import type { MusterOrigin } from '../../origin.ts';
import type { MusterBasis, MusterState } from '../../person-state.ts';
import { ENGLISH } from './english.ts';
import { GERMAN } from './german.ts';

/** What a printed list says besides names, places and times, in one language. */
export interface PrintWords {
  /** BCP 47. */
  readonly language: string;
  readonly title: (mode: 'LIVE' | 'DRILL' | 'TEST', name: string) => string;
  readonly statuses: Readonly<Record<'RUNNING' | 'PAUSED' | 'ENDED' | 'CANCELLED', string>>;
  readonly started: (time: string) => string;
  readonly counted: (counts: { total: number; accounted: number; missing: number }) => string;
  readonly printed: (time: string, timeZone: string) => string;
  readonly group: (title: string, counts: { people: number; missing: number }) => string;
  /** Headings of name, company, last known place, own station and state. */
  readonly columns: readonly [string, string, string, string, string];
  readonly unknownName: (personId: string) => string;
  readonly unknownPlace: string;
  readonly heardNow: (place: string) => string;
  readonly ago: (time: string, age: string) => string;
  readonly located: (where: { ago: string; at: string; zone: string }) => string;
  readonly states: Readonly<Record<MusterState, string>>;
  readonly atStation: (station: string) => string;
  readonly basis: Readonly<Record<MusterBasis, string>>;
  readonly origins: Readonly<Record<Exclude<MusterOrigin, 'EXPECTED' | 'REMOVED'>, string>>;
  readonly removed: string;
  readonly noCompany: string;
  readonly noStation: string;
  readonly noStationLastIn: (zone: string) => string;
}

/** By the values of the SDL's `MusterPrintLanguage`. */
export const PRINT_WORDS = { EN: ENGLISH, DE: GERMAN } as const satisfies Record<string, PrintWords>;
export type PrintLanguage = keyof typeof PRINT_WORDS;
