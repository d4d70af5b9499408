/** A tracker came into a zone or left it. */
export interface Transition {
  /** What the tracker reports under. */
  readonly identifier: string;
  /** `<name>:<id>`. */
  readonly zone: string;
  /** Time of the deciding fix, Unix milliseconds. */
  readonly at: number;
  readonly kind: 'enter' | 'exit';
}
