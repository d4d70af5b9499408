/** The alarm of a code; null for codes that are none (0 is "normal") or unknown. LW terminals have two of their own. */
export function alarmOf(code: number, model: string | null = null): string | null {
  const own = isLw(model) ? LW_ALARMS.get(code) : undefined;
  return own ?? ALARMS.get(code) ?? null;
}

/** Whether a terminal is one of the LW family. */
export function isLw(model: string | null): boolean {
  return model?.toUpperCase().startsWith('LW') ?? false;
}

const LW_ALARMS = new Map([
  [0x18, 'accident'],
  [0x19, 'hardAcceleration'],
]);

/**
 * Alarm codes of Concox and of those who build alike.
 *
 * Source: Concox, "GT06 GPS tracker communication protocol" v1.8.1, section 5.3, and later ones of the GT06N and JM-VL
 * families.
 */
const ALARMS: ReadonlyMap<number, string> = new Map([
  [0x01, 'sos'],
  [0x02, 'powerCut'],
  [0x03, 'vibration'],
  [0x04, 'geofenceEnter'],
  [0x05, 'geofenceExit'],
  [0x06, 'overspeed'],
  [0x09, 'vibration'],
  [0x0c, 'tampering'],
  [0x0e, 'lowBattery'],
  [0x0f, 'lowBattery'],
  [0x11, 'powerOff'],
  [0x13, 'tampering'],
  [0x14, 'door'],
  [0x18, 'removing'],
  [0x19, 'lowBattery'],
  [0x1a, 'hardBraking'],
  [0x1b, 'hardCornering'],
  [0x23, 'fallDown'],
  [0x25, 'tampering'],
  [0x28, 'hardBraking'],
  [0x29, 'hardAcceleration'],
  [0x2a, 'hardCornering'],
  [0x2b, 'hardCornering'],
  [0x2c, 'accident'],
  [0x2e, 'hardCornering'],
  [0x30, 'jamming'],
]);

/** The alarm in bits 3 to 5 of the terminal's state; null for none. */
export function alarmOfStatus(status: number): string | null {
  return STATUS_ALARMS[(status >> 3) & 7] ?? null;
}

const STATUS_ALARMS = [null, 'vibration', 'powerCut', 'lowBattery', 'sos', null, 'geofence', 'removing'];

/** The attribute of several alarms at once, each named once; none where there is none. */
export function alarmAttribute(...alarms: readonly (string | null)[]): { alarm?: string } {
  const raised = new Set(alarms.filter((alarm) => alarm !== null));
  return raised.size > 0 ? { alarm: [...raised].join(',') } : {};
}
