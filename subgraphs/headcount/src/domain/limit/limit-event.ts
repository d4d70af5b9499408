/** What can happen to a limit. */
export const LIMIT_EVENT_KINDS = ['LIMIT_REACHED', 'LIMIT_EXCEEDED', 'BELOW_MINIMUM', 'LIMIT_CLEARED'] as const;
export type LimitEventKind = (typeof LIMIT_EVENT_KINDS)[number];

/** Whether an event is told for the first time, or what was told of it is corrected. */
export const LIMIT_EVENT_STATUSES = ['NEW', 'REVISED', 'RETRACTED'] as const;
export type LimitEventStatus = (typeof LIMIT_EVENT_STATUSES)[number];

/** A count came into another state of its limit; times are Unix milliseconds by the devices' clocks. */
export interface Crossing {
  readonly kind: LimitEventKind;
  readonly at: number;
  /** How many counted from then on. */
  readonly count: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
}

/** A crossing that was told. */
export interface LimitEvent extends Crossing {
  readonly eventId: string;
  /** 0 when first told. */
  readonly revision: number;
}

/** What is to be told of an event. */
export interface LimitEventChange {
  readonly status: LimitEventStatus;
  readonly event: LimitEvent;
}
