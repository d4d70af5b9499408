/** Who is struck together; one after the other where there is time. */
const TOGETHER = [
  ['tenancy', 'headcount', 'positions', 'geofences-2'],
  ['trackers', 'timesheets', 'intake', 'redis', 'web'],
];

/** Who is struck by what in a test of this scale; gateway and PostgreSQL, without which nobody answers, come on top. */
export function victimsOf(scale: { readonly full: boolean }): Record<'killed' | 'stopped', readonly string[][]> {
  if (!scale.full) {
    const stopped = [
      ['positions', 'geofences'],
      ['intake', 'redis'],
    ];
    return { killed: TOGETHER, stopped };
  }
  const each = [...TOGETHER.flat(), 'geofences', 'demo'].map((victim) => [victim]);
  return { killed: each, stopped: each };
}

/** What `/readyz` says while these are away; it does not tell of web app and demo, which the API does without. */
export function awayPattern(victims: readonly string[]): RegExp {
  const parts = victims.filter((victim) => !['web', 'demo'].includes(victim));
  const said = parts.map((part) => (part === 'redis' ? 'redis: ' : `${part.replace(/-\d$/, '')}: .*does not answer`));
  // A part with another process still works.
  const works = parts.every((part) => part.startsWith('geofences'));
  return new RegExp(`^${works ? '200' : '503'}${said.map((each) => `(?=.*${each})`).join('')}`, 's');
}
