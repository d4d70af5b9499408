import type { Attributes } from '../decoded.ts';
import { parseDecimal } from '../decimal.ts';
import { present } from '../present.ts';

/** Our name of an alarm by the word that a device writes in place of `tracker`. */
const ALARMS = new Map([
  ['help me', 'sos'],
  ['low battery', 'lowBattery'],
  ['stockade', 'geofence'],
  ['move', 'movement'],
  ['speed', 'overspeed'],
  ['door alarm', 'door'],
  ['ac alarm', 'powerCut'],
  ['accident alarm', 'accident'],
  ['sensor alarm', 'vibration'],
  ['bonnet alarm', 'bonnet'],
  ['footbrake alarm', 'footBrake'],
  ['DTC', 'fault'],
]);

/** What a device writes on a ride without alarm, and before it sends a photo of so many parts. */
const NO_ALARM = /^(?:tracker|vt\d*|)$/u;

/** What the word before the date says: an alarm, a state, or something only the device knows (`event`). */
export function readKeyword(keyword: string): Attributes {
  const alarm = ALARMS.get(keyword);
  if (alarm !== undefined) return { alarm };
  if (keyword === 'acc on' || keyword === 'acc off') return { ignition: keyword === 'acc on' };
  if (keyword.startsWith('T:')) {
    return { alarm: 'temperature', ...present({ temperature1Celsius: parseDecimal(keyword.slice(2)) }) };
  }
  if (keyword.startsWith('oil')) {
    return { alarm: 'fuelLeak', ...present({ fuelPercent: parseDecimal(keyword.slice(4)) }) };
  }
  return NO_ALARM.test(keyword) || keyword === 'rfid' ? {} : { event: keyword };
}

/** The word for an alarm of ours; `tracker` where there is none, or none of these devices. */
export function keywordOf(alarm: unknown): string {
  for (const [keyword, name] of ALARMS) if (name === alarm) return keyword;
  return 'tracker';
}
