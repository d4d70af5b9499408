import type { Attributes } from '../decoded.ts';

/** The event that made a device report, and the alarm that it stands for. */
export function eventAttributes(event: number | undefined): Attributes {
  if (event === undefined) return {};
  const alarm = ALARMS.get(event);
  return alarm === undefined ? { event } : { event, alarm };
}

const ALARMS = new Map([
  [1, 'sos'],
  [17, 'lowBattery'],
  [18, 'lowPower'],
  [19, 'overspeed'],
  [20, 'geofenceEnter'],
  [21, 'geofenceExit'],
  [22, 'powerRestored'],
  [23, 'powerCut'],
  [36, 'tow'],
  [44, 'jamming'],
  [78, 'accident'],
  [79, 'fallDown'],
  [90, 'hardCornering'],
  [91, 'hardCornering'],
  [129, 'hardBraking'],
  [130, 'hardAcceleration'],
  [135, 'fatigueDriving'],
]);
