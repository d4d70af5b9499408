import type { Viewer } from '@trekker/kit';

/** Whether a viewer's rights have shrunk. */
export type RevocationTest = (viewer: Viewer) => boolean;

/** Longer than any request takes from its credential to its subscription. */
const REMEMBERED_MS = 120_000;

/**
 * Revocations of the last minutes. A subscription takes a while to start after its credential was verified; one that
 * was revoked in between would otherwise live on unseen.
 */
export class Revocations {
  #sequence = 0;
  #recent: { readonly sequence: number; readonly at: number; readonly test: RevocationTest }[] = [];

  /** The point in time of a verification, for `isRevokedSince`. */
  mark(): number {
    return this.#sequence;
  }

  add(test: RevocationTest, now: number): void {
    this.#sequence += 1;
    this.#recent = this.#recent.filter(({ at }) => now - at < REMEMBERED_MS);
    this.#recent.push({ sequence: this.#sequence, at: now, test });
  }

  isRevokedSince(mark: number, viewer: Viewer | null): boolean {
    return viewer !== null && this.#recent.some(({ sequence, test }) => sequence > mark && test(viewer));
  }
}
