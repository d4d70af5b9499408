import type { Attributes } from '../decoded.ts';
import { present } from '../present.ts';

/** The alarms of the status word by their bits. All bits are inverted: 0 is the alarm. */
const ALARM_BITS: readonly (readonly [name: string, ...bits: number[]])[] = [
  ['vibration', 0],
  ['sos', 1, 18],
  ['overspeed', 2],
  ['powerCut', 19],
];

const IGNITION_BIT = 10;

/** What the 32 bits of the status word say, as they are sent: the first of eight hexadecimal digits holds bits 31 to 28. */
export function readStatus(hex: string): Attributes {
  const status = parseInt(hex, 16);
  const isSet = (bit: number) => Math.floor(status / 2 ** bit) % 2 === 1;
  const alarms = ALARM_BITS.filter(([, ...bits]) => bits.some((bit) => !isSet(bit))).map(([name]) => name);
  return {
    ...present({ alarm: alarms.length > 0 ? alarms.join() : undefined }),
    ignition: isSet(IGNITION_BIT),
    status,
  };
}

/** The status word, eight hexadecimal digits, of a device with this ignition and this alarm; nothing else is the matter. */
export function encodeStatus({ ignition, alarm }: Attributes): string {
  const raised = typeof alarm === 'string' ? alarm.split(',') : [];
  const cleared = ALARM_BITS.filter(([name]) => raised.includes(name)).map(([, bit]) => bit ?? 0);
  if (ignition !== true) cleared.push(IGNITION_BIT);
  const status = cleared.reduce((bits, bit) => bits - 2 ** bit, 0xff_ff_ff_ff);
  return status.toString(16).toUpperCase().padStart(8, '0');
}
