/** What one update cost the main thread, in milliseconds. */
export interface Frames {
  /** From what is known to what the map was handed. */
  readonly handed: number;
  /** Taking the event into the store, which no peer does. */
  readonly applied: number;
  /** Each frame that was drawn until the next update. */
  readonly frames: readonly number[];
}

/** A map of moving trackers in the page. */
export interface BenchMap {
  /** Moves all of them once, and waits until that is drawn. */
  update(): Promise<Frames>;
  /** All that the benchmark itself does for an update, without one. */
  rest(): Promise<void>;
  /** Takes in so many updates of a part of them as fast as eight hours pass in ten minutes, while the map draws. */
  rush(updates: number): Promise<void>;
  /** How many markers stand in view. */
  rendered(): number;
}
