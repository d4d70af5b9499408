import { evidenceOf } from './evidence.ts';
import type { ShapedVersion } from './fence-version.ts';
import type { Fix } from './fix.ts';
import type { Evidence, VisitDecision } from './visit.ts';

/**
 * A position that decided something, before anybody asks what it proves. The id of the position and its exact distance
 * from the border follow from fix and version; they are worked out once, when a visit is told of or a state is written.
 */
export interface Clue {
  /** Number of the version it was judged by. */
  readonly version: number;
  /** What it proves. */
  readonly evidence: Evidence;
}

/** What a position decided, by a version of a geofence. */
export function clueOf(decision: VisitDecision, fix: Fix, version: ShapedVersion): Clue {
  return new FreshClue(decision, fix, version);
}

/** The clue of evidence that was worked out before. */
export function knownClue(evidence: Evidence): Clue {
  return { version: evidence.version, evidence };
}

class FreshClue implements Clue {
  readonly version: number;
  readonly #decision: VisitDecision;
  readonly #fix: Fix;
  readonly #by: ShapedVersion;
  #evidence: Evidence | null = null;

  constructor(decision: VisitDecision, fix: Fix, by: ShapedVersion) {
    this.version = by.number;
    this.#decision = decision;
    this.#fix = fix;
    this.#by = by;
  }

  get evidence(): Evidence {
    this.#evidence ??= evidenceOf(this.#decision, this.#fix, this.#by);
    return this.#evidence;
  }
}
