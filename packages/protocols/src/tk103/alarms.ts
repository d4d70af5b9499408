import type { Attributes } from '../decoded.ts';

/** Alarms of `BO01` by the digit before the date. */
const ALARMS = ['powerCut', 'accident', 'sos', 'vibration', 'lowSpeed', 'overspeed', 'geofenceExit'];

/** Alarms of `BQ81` by the digit before the date. */
const DRIVING_ALARMS = ['lowBattery', 'overspeed', 'idle', 'hardAcceleration', 'hardBraking', 'temperature'];

/** What commands of the newer devices say: with a command to the server, with a place, and with cells. */
const STATES: readonly (readonly [commands: string, attributes: Attributes])[] = [
  ['ZC11 DW31 DW51', { alarm: 'movement' }],
  ['ZC12 DW32 DW52', { alarm: 'lowBattery' }],
  ['ZC13 DW33 DW53', { alarm: 'powerCut' }],
  ['ZC15 DW35 DW55', { ignition: true }],
  ['ZC16 DW36 DW56', { ignition: false }],
  ['ZC17 DW37 DW57', { alarm: 'removing' }],
  ['ZC25 DW3E DW5E', { alarm: 'sos' }],
  ['ZC26 DW3F DW5F', { alarm: 'tampering' }],
  ['ZC27 DW40 DW60', { alarm: 'lowPower' }],
  ['ZC29 DW42 DW62', { ignition: true }],
];

const BY_COMMAND = new Map(
  STATES.flatMap(([commands, state]) => commands.split(' ').map((one) => [one, state] as const)),
);

/** What the command says by itself, with the digits that stand between it and the date. */
export function readCommand(command: string, digits: string): Attributes {
  const alarm =
    command === 'BO01' ? ALARMS[Number(digits[0])] : command === 'BQ81' ? DRIVING_ALARMS[Number(digits)] : undefined;
  if (alarm !== undefined) return { alarm };
  return BY_COMMAND.get(command) ?? {};
}

/** The digit of `BO01` for an alarm of ours; undefined where it knows none. */
export function alarmDigit(alarm: unknown): number | undefined {
  const digit = ALARMS.findIndex((name) => name === alarm);
  return digit < 0 ? undefined : digit;
}
