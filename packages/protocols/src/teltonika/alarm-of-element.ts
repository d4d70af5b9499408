/** The alarm that an element stands for by its value; undefined where it is none. */
export function alarmOfElement(id: number, value: number): string | undefined {
  if (id === DRIVING) return DRIVING_ALARMS[value];
  return value === 1 ? ALARMS.get(id) : undefined;
}

/** How somebody drives, by the acceleration sensor. */
const DRIVING = 253;
const DRIVING_ALARMS = [undefined, 'hardAcceleration', 'hardBraking', 'hardCornering'] as const;

/** Elements that are 1 while something is wrong. */
const ALARMS: ReadonlyMap<number, string> = new Map([
  [236, 'general'],
  [246, 'tow'],
  [247, 'accident'],
  [249, 'jamming'],
  [251, 'idle'],
  [252, 'powerCut'],
]);
