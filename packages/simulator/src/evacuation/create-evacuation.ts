import type { Leg } from '../movers/leg.ts';
import { nameOf } from '../people/names.ts';
import { OWN_COMPANY } from '../people/posts.ts';
import { createRandom } from '../random.ts';
import type { Site } from '../site/create-site.ts';
import { type EvacueePhone, type PhoneShares, USUAL_SHARES, drawPhone } from './evacuee-phone.ts';
import { type Conduct, drawConduct, evacueeLegs } from './evacuee-way.ts';

/** An alarm, and what everybody on site does about it. */
export interface Evacuation {
  readonly site: Site;
  /** When the simulation begins, a while before the alarm; Unix milliseconds. */
  readonly fromMs: number;
  readonly alarmMs: number;
  /** When it ends: everybody stands where they stay. */
  readonly toMs: number;
  readonly people: readonly Evacuee[];
}

/** Somebody who is on site when the alarm sounds, and carries a phone. */
export interface Evacuee {
  readonly kind: 'person';
  readonly identifier: string;
  readonly name: string;
  readonly company: string;
  readonly site: Site;
  readonly seed: number;
  readonly conduct: Conduct;
  readonly phone: EvacueePhone;
  /** Where they truly are, all the time. */
  readonly legs: readonly Leg[];
}

/** What makes an evacuation. */
export interface EvacuationOptions {
  readonly seed: number;
  readonly people: number;
  /** When the alarm sounds, Unix milliseconds. */
  readonly alarmMs: number;
  /** What becomes of phones; absent: one of ten falls silent, one of five is late. */
  readonly phones?: PhoneShares;
}

const MINUTE_MS = 60_000;
const BEFORE_MS = 20 * MINUTE_MS;
const AFTER_MS = 30 * MINUTE_MS;

/** Who works for whom, in turn. */
const COMPANIES = [OWN_COMPANY, 'Brandt Mechanical', 'Quillan Scaffolding', 'Halvard Security'];

/** The first so many people of an evacuation. The same seed gives the same, and more never change the first. */
export function createEvacuation(
  site: Site,
  { seed, people, alarmMs, phones = USUAL_SHARES }: EvacuationOptions,
): Evacuation {
  const [fromMs, toMs] = [alarmMs - BEFORE_MS, alarmMs + AFTER_MS];
  const evacuee = (index: number): Evacuee => {
    const identifier = `evacuee-${1001 + index}`;
    const random = createRandom(seed, identifier, 'evacuation');
    const conduct = drawConduct(random);
    return {
      kind: 'person',
      identifier,
      name: nameOf(index),
      company: COMPANIES[index % COMPANIES.length] ?? OWN_COMPANY,
      site,
      seed,
      conduct,
      phone: drawPhone(random, alarmMs, phones),
      legs: evacueeLegs(conduct, { site, random, fromMs, alarmMs, toMs }),
    };
  };
  return { site, fromMs, alarmMs, toMs, people: Array.from({ length: people }, (_, index) => evacuee(index)) };
}
