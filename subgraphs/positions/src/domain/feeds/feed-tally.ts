/** What became of what a poll told; `received` is the sum of the others. */
export interface FeedTally {
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly heard: number;
  readonly quarantined: number;
  readonly rejected: number;
}

export const NOTHING_TOLD: FeedTally = {
  received: 0,
  stored: 0,
  duplicates: 0,
  heard: 0,
  quarantined: 0,
  rejected: 0,
};

/** Both together. */
export function addTallies(one: FeedTally, other: FeedTally): FeedTally {
  return {
    received: one.received + other.received,
    stored: one.stored + other.stored,
    duplicates: one.duplicates + other.duplicates,
    heard: one.heard + other.heard,
    quarantined: one.quarantined + other.quarantined,
    rejected: one.rejected + other.rejected,
  };
}

/** What cannot be given to intake, as it names nobody. */
export function unreadable(count: number): FeedTally {
  return { ...NOTHING_TOLD, received: count, rejected: count };
}
