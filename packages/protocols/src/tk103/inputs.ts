import type { Attributes } from '../decoded.ts';

/**
 * What the eight digits before `L` say: supply (0 is the vehicle's, 1 the device's own battery), ignition, twelve inputs
 * and outputs in three hexadecimal digits, and what the fuel sensor measures in three more.
 */
export function readInputs(digits: string): Attributes {
  const bits = (at: number) => parseInt(digits[at] ?? '0', 16);
  const isSet = (at: number, bit: number) => ((bits(at) >> bit) & 1) === 1;
  const set = SENSORS.filter(([, at, bit]) => isSet(at, bit)).map(([name]) => [name, true] as const);
  return {
    charge: digits[0] === '0',
    ignition: digits[1] === '1',
    in2: isSet(2, 0),
    panic: isSet(2, 1),
    out2: isSet(2, 2),
    ...Object.fromEntries(set),
    fuel: parseInt(digits.slice(5), 16),
  };
}

/** What is only told where it is so: most devices have nothing connected there. High and low sensors, `hs` and `ls`. */
const SENSORS: readonly (readonly [name: string, at: number, bit: number])[] = [
  ['blocked', 2, 3],
  ['hs3', 3, 0],
  ['hs2', 3, 1],
  ['hs1', 3, 2],
  ['door', 3, 3],
  ['ls3', 4, 1],
  ['ls2', 4, 2],
  ['ls1', 4, 3],
];

/** The eight digits of a device with this supply, ignition, door and fuel; nothing else is connected. */
export function encodeInputs({ charge, ignition, blocked, door, fuel }: Attributes): string {
  const measured = typeof fuel === 'number' ? Math.min(Math.max(Math.round(fuel), 0), 0xfff) : 0;
  return [
    charge === false ? '1' : '0',
    ignition === true ? '1' : '0',
    blocked === true ? '8' : '0',
    door === true ? '8' : '0',
    '0',
    measured.toString(16).toUpperCase().padStart(3, '0'),
  ].join('');
}
