import type { Attributes } from '../decoded.ts';
import { parseDecimal } from '../decimal.ts';

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
  const temperature = valueBehind('T:', keyword);
  if (temperature !== undefined) return { alarm: 'temperature', temperature1Celsius: temperature };
  const fuel = valueBehind('oil ', keyword);
  if (fuel !== undefined) return { alarm: 'fuelLeak', fuelPercent: fuel };
  return NO_ALARM.test(keyword) || keyword === 'rfid' ? {} : { event: keyword };
}

function valueBehind(prefix: string, keyword: string): number | undefined {
  return keyword.startsWith(prefix) ? parseDecimal(keyword.slice(prefix.length)) : undefined;
}

/** The word for an alarm of ours; `tracker` where there is none, or none of these devices. */
export function keywordOf(alarm: unknown): string {
  for (const [keyword, name] of ALARMS) if (name === alarm) return keyword;
  return 'tracker';
}
