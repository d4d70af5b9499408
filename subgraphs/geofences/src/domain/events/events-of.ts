import { joined, stretchOf, within } from '../person-visits/stretch.ts';
import type { Phase } from '../presence/visit.ts';
import type { GeofenceEventKind } from './geofence-event.ts';
import { spanOf, type StayPart } from './stay.ts';

/** Something that happens in a stay, and the visit that shows it. */
export interface StayEvent {
  readonly kind: GeofenceEventKind;
  /** By the devices' clocks, Unix milliseconds. */
  readonly at: number;
  readonly visitId: string;
  readonly trackerId: string;
}

/**
 * What happens in a stay. One that is only passed through is CROSSED. Whoever fell silent or was switched off is LOST at
 * the end, everybody else LEFT. In an exclusion zone being there at all is a violation.
 */
export function eventsOf(stay: readonly StayPart[], { isExclusion }: { isExclusion: boolean }): StayEvent[] {
  const [first] = stay;
  if (!first) return [];
  const { from, to } = spanOf(stay);
  const violated = isExclusion ? [eventOf('EXCLUSION_VIOLATED', from, first)] : [];
  if (stay.every(({ endReason }) => endReason === 'CROSSED')) return [eventOf('CROSSED', from, first), ...violated];
  const dwelling = stay.find(({ dwelledAt }) => dwelledAt !== null);
  const last = stay.find((part) => part.to === to) ?? first;
  const isLost = last.endReason === 'STALE' || last.endReason === 'DEVICE_OFF';
  return [
    eventOf('ENTERED', from, first),
    ...violated,
    ...(dwelling ? [eventOf('DWELLED', dwelling.dwelledAt ?? from, dwelling)] : []),
    ...begun(stay, 'LOITERED', ({ loitering }) => loitering),
    ...begun(stay, 'STALE', ({ stale }) => stale),
    ...(to === null ? [] : [eventOf(isLost ? 'LOST' : 'LEFT', to, last)]),
  ];
}

/** One event for each phase that begins; one that goes on from part to part began once. */
function begun(
  stay: readonly StayPart[],
  kind: GeofenceEventKind,
  phasesOf: (part: StayPart) => readonly Phase[],
): StayEvent[] {
  return joined(stay.flatMap((part) => phasesOf(part).map(stretchOf))).flatMap(({ from }) => {
    const instant = { from, to: from };
    const part = stay.find((one) => phasesOf(one).some((phase) => within(instant, stretchOf(phase))));
    return part ? [eventOf(kind, from, part)] : [];
  });
}

function eventOf(kind: GeofenceEventKind, at: number, { visitId, trackerId }: StayPart): StayEvent {
  return { kind, at, visitId, trackerId };
}
