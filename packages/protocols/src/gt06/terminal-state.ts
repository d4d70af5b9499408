import type { ByteReader } from '../bytes/byte-reader.ts';
import type { ByteWriter } from '../bytes/byte-writer.ts';
import type { Attributes } from '../decoded.ts';
import { alarmAttribute, alarmOf, alarmOfStatus } from './alarms.ts';

/** What the terminal says of itself. */
export interface TerminalState {
  readonly batteryPercent?: number;
  readonly attributes: Attributes;
}

/** Bits of the terminal's state. */
const IGNITION = 1 << 1;
const CHARGING = 1 << 2;
const CUT = 1 << 7;

/** The attributes of the byte with the terminal's state, but for the alarm in it. */
export function statusAttributes(status: number): Attributes {
  return {
    status,
    ignition: (status & IGNITION) !== 0,
    charge: (status & CHARGING) !== 0,
    blocked: (status & CUT) !== 0,
  };
}

/**
 * The state as nearly all terminals send it: a byte of bits, the battery, the strength of the signal, an alarm and a
 * language. The last two may be missing.
 *
 * Source: Concox, "GT06 GPS tracker communication protocol" v1.8.1, section 5.3.
 */
export function readTerminalState(reader: ByteReader, model: string | null): TerminalState {
  const status = reader.u8('status');
  const battery = readBattery(reader.u8('battery'));
  const rssi = reader.u8('signal');
  const code = reader.left() >= 1 ? reader.u8('alarm') : 0;
  if (reader.left() >= 1) reader.u8('language');
  const alarm = alarmOf(code, model);
  return {
    ...battery,
    attributes: {
      ...statusAttributes(status),
      rssi,
      ...alarmAttribute(alarmOfStatus(status), alarm),
      ...(alarm === null && code > 0 ? { event: code } : {}),
    },
  };
}

/** A level from 0 (shutting down) to 6 (full), or else percent. */
export function readBattery(value: number): { batteryPercent?: number } {
  if (value <= 6) return { batteryPercent: Math.floor((value * 100) / 6) };
  return value <= 100 ? { batteryPercent: value } : {};
}

/** What the bytes of the state are written from. */
export interface WrittenState {
  readonly ignition?: boolean;
  readonly charge?: boolean;
  /** Percent, sent in six steps; full when absent. */
  readonly batteryPercent?: number;
  /** Strength of the signal, 0 to 4; 4 when absent. */
  readonly rssi?: number;
  /** Code of an alarm (1 is SOS); 0, none, when absent. */
  readonly alarmCode?: number;
}

/** Writes the state, the battery, the signal, the alarm and the language English. */
export function writeState(writer: ByteWriter, state: WrittenState): ByteWriter {
  const { ignition = false, charge = false, batteryPercent = 100, rssi = 4, alarmCode = 0 } = state;
  return writer
    .u8((ignition ? IGNITION : 0) | (charge ? CHARGING : 0))
    .u8(Math.round((Math.min(100, Math.max(0, batteryPercent)) * 6) / 100))
    .u8(rssi)
    .u8(alarmCode)
    .u8(ENGLISH);
}

const ENGLISH = 0x02;
