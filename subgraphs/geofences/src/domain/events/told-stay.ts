import type { StayEvent } from './events-of.ts';
import type { StayPart } from './stay.ts';

/** Something that happened, and to whom. */
export interface Happening extends StayEvent {
  readonly geofenceId: string;
  readonly personId: string | null;
  readonly assetId: string | null;
}

/** An event with what was told of it. */
export interface ToldEvent {
  readonly eventId: string;
  /** 0 for the first belief. */
  readonly revision: number;
  /** It turned out not to have been. */
  readonly retracted: boolean;
  readonly happening: Happening;
}

/** A stay with the events that were told of it; one without parts turned out not to have been. */
export interface ToldStay {
  /** That of the visit, where no person stays. */
  readonly stayId: string;
  readonly personId: string | null;
  readonly geofenceId: string;
  readonly from: number;
  readonly to: number | null;
  readonly parts: readonly StayPart[];
  readonly events: readonly ToldEvent[];
  /** How many events got their id from it. */
  readonly minted: number;
}

/** How an event is told: first, with a change, or as one that was none. */
export type EventStatus = 'NEW' | 'REVISED' | 'RETRACTED';

/** A new belief about an event. */
export interface EventChange extends ToldEvent {
  readonly status: EventStatus;
}
