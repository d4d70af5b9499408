import { ByteWriter } from '../bytes/byte-writer.ts';
import { closeFrame } from './frame.ts';
import { type WrittenState, writeState } from './terminal-state.ts';

/** A heartbeat. */
export interface Gt06Heartbeat extends WrittenState {
  /** Running number of the message, 0 to 65535. */
  readonly serial: number;
}

/** The heartbeat of a terminal: state, charge in six steps, signal. */
export function encodeGt06Heartbeat({ serial, ...state }: Gt06Heartbeat): Uint8Array {
  return closeFrame({ type: 0x13, content: writeState(new ByteWriter(), state).done(), serial });
}

/** The question for the time, which the server answers in UTC. */
export function encodeGt06TimeRequest(serial: number): Uint8Array {
  return closeFrame({ type: 0x8a, serial });
}
