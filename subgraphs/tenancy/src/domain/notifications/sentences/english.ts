import type { Wording } from './wording.ts';

export const ENGLISH: Wording = {
  prefixes: { NEW: '', REVISED: 'Corrected: ', RETRACTED: 'Withdrawn: ' },
  person: 'A person',
  asset: 'An asset',
  tracker: 'A tracker',
  zone: 'a zone',
  muster: (name) => (name === null ? 'A muster' : `Muster “${name}”`),
  modes: {},
  count({ count, minimum, maximum }) {
    if (count === null) return '';
    const limits = [
      ...(minimum === null ? [] : [`at least ${minimum}`]),
      ...(maximum === null ? [] : [`at most ${maximum}`]),
    ];
    return `: ${count}${limits.length ? `, allowed are ${limits.join(' and ')}` : ''}`;
  },
  sentences: {
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
  },
};
