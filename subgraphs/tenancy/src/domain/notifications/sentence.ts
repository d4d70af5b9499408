import type { Facts } from './happening.ts';
import type { NotificationKind, Status } from './kinds.ts';

/** What a sentence is made of. */
export interface Sentence {
  readonly kind: NotificationKind;
  readonly status: Status;
  readonly facts: Pick<Facts, 'personId' | 'assetId' | 'minimum' | 'maximum' | 'count' | 'musterMode' | 'musterName'>;
  /** Name of the geofence, or of the place where there is none; null where neither is known. */
  readonly where: string | null;
}

const PREFIXES: Readonly<Record<Status, string>> = { NEW: '', REVISED: 'Corrected: ', RETRACTED: 'Withdrawn: ' };

/** One English sentence of what happened. It names zones and places and no person: names of people lie elsewhere. */
export function sentenceOf({ status, ...happened }: Sentence): string {
  return `${PREFIXES[status]}${textOf(happened)}`;
}

function textOf({ kind, facts, where }: Omit<Sentence, 'status'>): string {
  const who = facts.personId !== null ? 'A person' : facts.assetId !== null ? 'An asset' : 'A tracker';
  const there = where ?? 'a zone';
  switch (kind) {
    case 'ENTERED':
      return `${who} entered ${there}.`;
    case 'LEFT':
      return `${who} left ${there}.`;
    case 'DWELLED':
      return `${who} has been in ${there} for long.`;
    case 'CROSSED':
      return `${who} crossed ${there}.`;
    case 'LOITERED':
      return `${who} has hardly moved in ${there} for long.`;
    case 'STALE':
      return `${who} in ${there} has not been heard of for long.`;
    case 'LOST':
      return `${who} was lost in ${there}: nothing is heard any more.`;
    case 'EXCLUSION_VIOLATED':
      return `${who} is in ${there}, where nobody may be.`;
    default:
      return countOrMuster({ kind, facts, where });
  }
}

function countOrMuster({ kind, facts, where }: Omit<Sentence, 'status'>): string {
  const there = where ?? 'a zone';
  const muster = facts.musterName === null ? 'A muster' : `Muster “${facts.musterName}”`;
  const mode = facts.musterMode === null ? '' : ` (${facts.musterMode.toLowerCase()})`;
  switch (kind) {
    case 'LIMIT_REACHED':
      return `The limit of ${there} is reached${countText(facts)}.`;
    case 'LIMIT_EXCEEDED':
      return `The limit of ${there} is exceeded${countText(facts)}.`;
    case 'BELOW_MINIMUM':
      return `There are too few people in ${there}${countText(facts)}.`;
    case 'LIMIT_CLEARED':
      return `The number of people in ${there} is within its limits again${countText(facts)}.`;
    case 'MUSTER_STARTED':
      return `${muster} began${mode}.`;
    case 'MUSTER_PAUSED':
      return `${muster} was paused${mode}.`;
    case 'MUSTER_RESUMED':
      return `${muster} goes on${mode}.`;
    case 'MUSTER_ENDED':
      return `${muster} ended${mode}.`;
    case 'ENDPOINT_DISABLED':
      return 'A webhook endpoint was switched off because it does not take what is sent to it.';
    default:
      return 'This is a trial; nothing happened.';
  }
}

function countText({ count, minimum, maximum }: Sentence['facts']): string {
  if (count === null) return '';
  const limits = [
    ...(minimum === null ? [] : [`at least ${minimum}`]),
    ...(maximum === null ? [] : [`at most ${maximum}`]),
  ];
  return `: ${count}${limits.length ? `, allowed are ${limits.join(' and ')}` : ''}`;
}
