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
export function sentenceOf({ kind, status, facts, where }: Sentence): string {
  const who = facts.personId !== null ? 'A person' : facts.assetId !== null ? 'An asset' : 'A tracker';
  const muster = facts.musterName === null ? 'A muster' : `Muster “${facts.musterName}”`;
  const mode = facts.musterMode === null ? '' : ` (${facts.musterMode.toLowerCase()})`;
  const told = { who, where: where ?? 'a zone', count: countText(facts), muster, mode };
  return `${PREFIXES[status]}${SENTENCES[kind](told)}`;
}

/** Texts that sentences are put together from. */
interface Parts {
  readonly who: string;
  readonly where: string;
  readonly count: string;
  readonly muster: string;
  readonly mode: string;
}

const SENTENCES: Readonly<Record<NotificationKind, (parts: Parts) => string>> = {
  ENTERED: ({ who, where }) => `${who} entered ${where}.`,
  LEFT: ({ who, where }) => `${who} left ${where}.`,
  DWELLED: ({ who, where }) => `${who} has been in ${where} for long.`,
  CROSSED: ({ who, where }) => `${who} crossed ${where}.`,
  LOITERED: ({ who, where }) => `${who} has hardly moved in ${where} for long.`,
  STALE: ({ who, where }) => `${who} in ${where} has not been heard of for long.`,
  LOST: ({ who, where }) => `${who} was lost in ${where}: nothing is heard any more.`,
  EXCLUSION_VIOLATED: ({ who, where }) => `${who} is in ${where}, where nobody may be.`,
  LIMIT_REACHED: ({ where, count }) => `The limit of ${where} is reached${count}.`,
  LIMIT_EXCEEDED: ({ where, count }) => `The limit of ${where} is exceeded${count}.`,
  BELOW_MINIMUM: ({ where, count }) => `There are too few people in ${where}${count}.`,
  LIMIT_CLEARED: ({ where, count }) => `The number of people in ${where} is within its limits again${count}.`,
  MUSTER_STARTED: ({ muster, mode }) => `${muster} began${mode}.`,
  MUSTER_PAUSED: ({ muster, mode }) => `${muster} was paused${mode}.`,
  MUSTER_RESUMED: ({ muster, mode }) => `${muster} goes on${mode}.`,
  MUSTER_ENDED: ({ muster, mode }) => `${muster} ended${mode}.`,
  TEST: () => 'This is a trial; nothing happened.',
  ENDPOINT_DISABLED: () => 'A webhook endpoint was switched off because it does not take what is sent to it.',
};

function countText({ count, minimum, maximum }: Sentence['facts']): string {
  if (count === null) return '';
  const limits = [
    ...(minimum === null ? [] : [`at least ${minimum}`]),
    ...(maximum === null ? [] : [`at most ${maximum}`]),
  ];
  return `: ${count}${limits.length ? `, allowed are ${limits.join(' and ')}` : ''}`;
}
