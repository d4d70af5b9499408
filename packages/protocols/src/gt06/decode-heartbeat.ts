import { alarmAttribute, alarmOf, alarmOfStatus, isLw } from './alarms.ts';
import type { Gt06Input, Gt06Report } from './report.ts';
import { readBattery, readTerminalState, statusAttributes } from './terminal-state.ts';

/** The terminal's state alone: the common heartbeat. Some models have volts where others have the alarm or the battery. */
export function readState(input: Gt06Input): Gt06Report {
  const { reader, model, frame } = input;
  if (model === 'R11') return readStateWithSupply(input);
  const marked = (frame.content[3] ?? 0) >= 0xf0;
  if (frame.content.length >= 5 && (marked || isLw(model) || model === 'SEEWORLD')) return readStateBeforeSupply(input);
  return { recordedAt: null, ...readTerminalState(reader, model) };
}

/** Hundredths of a volt of the supply in place of the battery. */
function readStateWithSupply({ reader }: Gt06Input): Gt06Report {
  const status = reader.u8('status');
  const powerVolts = reader.u16('voltage') / 100;
  const rssi = reader.u8('signal');
  const attributes = { ...statusAttributes(status), powerVolts, rssi, ...alarmAttribute(alarmOfStatus(status)) };
  return { recordedAt: null, attributes };
}

/** Tenths of a volt in twelve bits, which four set bits may mark, in place of alarm and language; or whole volts. */
function readStateBeforeSupply({ reader, model }: Gt06Input): Gt06Report {
  const status = reader.u8('status');
  const battery = readBattery(reader.u8('battery'));
  const rssi = reader.u8('signal');
  const tail = reader.u16('voltage');
  const powerVolts = model === 'SEEWORLD' ? tail >> 8 : (tail & 0x0fff) / 10;
  const attributes = { ...statusAttributes(status), powerVolts, rssi, ...alarmAttribute(alarmOfStatus(status)) };
  return { recordedAt: null, ...battery, attributes };
}

/** The heartbeat of terminals with few bits: guarded, ignition, charging; hundredths of a volt, strength of the signal. */
export function readShortState({ reader }: Gt06Input): Gt06Report {
  const status = reader.u8('status');
  const batteryVolts = reader.left() >= 2 ? { batteryVolts: reader.u16('battery') / 100 } : {};
  const rssi = reader.left() >= 1 ? { rssi: reader.u8('signal') } : {};
  const bits = { armed: (status & 1) !== 0, ignition: (status & 2) !== 0, charge: (status & 4) !== 0 };
  return { recordedAt: null, attributes: { ...bits, ...batteryVolts, ...rssi } };
}

/**
 * The heartbeat of long-standby terminals, of 14 or 16 bytes: satellites and signal in one number, percent, volts,
 * tenths of a degree.
 */
export function readLongState({ reader, frame, model }: Gt06Input): Gt06Report {
  const isLonger = frame.content.length >= 16;
  const status = reader.u8('status');
  const signal = reader.u16('satellites');
  const alarm = alarmAttribute(alarmOfStatus(status), alarmOf(reader.u8('alarm'), model));
  reader.u8('language');
  const percent = reader.u8('battery');
  reader.u8('mode');
  const powerVolts = reader.u16('voltage') / 100;
  reader.take('times', isLonger ? 5 : 3);
  const temperature = reader.u16('temperature');
  return {
    recordedAt: null,
    ...(percent <= 100 ? { batteryPercent: percent } : {}),
    attributes: {
      ...statusAttributes(status),
      satellites: ((signal >> 10) & 0x1f) + ((signal >> 5) & 0x1f),
      rssi: signal & 0x1f,
      ...alarm,
      powerVolts,
      temperature1Celsius: isLonger ? aboveZero(temperature) : temperature / 10,
    },
  };
}

/** Tenths of a degree whose top bit says "above zero". */
function aboveZero(value: number): number {
  return value & 0x8000 ? (value & 0x7fff) / 10 : 0 - value / 10;
}
