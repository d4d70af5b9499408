import type { Attributes } from '../decoded.ts';
import { present } from '../present.ts';

/**
 * The state of a device by two digits. The first: 1 ignition off, 2 ignition on, 4 nobody knows of an ignition. The
 * second: 1 and 3 at rest, 2 moving, 6 being towed, A perhaps.
 */
export function stateAttributes(state: string): Attributes {
  const [first, second = ''] = state.toUpperCase();
  return present({ ignition: IGNITIONS.get(first ?? ''), motion: MOTIONS.get(second) });
}

const IGNITIONS = new Map([
  ['1', false],
  ['2', true],
]);
const MOTIONS = new Map([
  ['1', false],
  ['2', true],
  ['3', false],
  ['6', true],
  ['A', true],
]);

/**
 * State, inputs and outputs by six digits or more, two each. Bit 0 of the inputs is the ignition; the first input of
 * the device is bit 1.
 */
export function statusAttributes(status: string): Attributes {
  const input = Number.parseInt(status.slice(2, 4), 16);
  const output = Number.parseInt(status.slice(4, 6), 16);
  return {
    ...stateAttributes(status.slice(0, 2)),
    input,
    in1: (input & 2) !== 0,
    in2: (input & 4) !== 0,
    output,
    out1: (output & 1) !== 0,
    out2: (output & 2) !== 0,
  };
}
