/** The values of the SDL's `Role`. */
export const ROLES = ['ADMINISTRATOR', 'SAFETY_OFFICER', 'SUPERVISOR', 'DISPATCHER'] as const;
export type Role = (typeof ROLES)[number];

const READ = [
  'units:read',
  'people:read',
  'assets:read',
  'trackers:read',
  'positions:read',
  'places:read',
  'geofences:read',
  'visits:read',
  'headcount:read',
  'muster:read',
  'notifications:read',
] as const;

const KEEP = [
  'people:write',
  'assets:write',
  'trackers:write',
  'devices:read',
  'devices:write',
  'quarantine:read',
  'quarantine:write',
  'filters:read',
  'filters:write',
] as const;

const ZONES = ['places:write', 'geofences:write'] as const;

/** Who leads people out, and says who is safe; a dispatcher only watches. */
const EVACUATE = ['muster:write'] as const;

/** Whoever answers for people on site says by hand where somebody is, and how many may be there. */
const COUNT = ['headcount:write'] as const;

/** Who worked how long is the business of those who answer for the work, and of nobody who only watches. */
const HOURS = ['timesheets:read'] as const;

/** Who looks into an incident must see who changed what. */
const LOOK_BACK = ['audit:read'] as const;

/** Who is told of what is decided by those who answer for safety. */
const TELL = ['notifications:write'] as const;

const ADMINISTER = [
  'units:write',
  'users:read',
  'users:write',
  'doors:read',
  'doors:write',
  'feeds:read',
  'feeds:write',
  'settings:write',
  'keys:read',
  'keys:write',
] as const;

const PERMISSIONS: Readonly<Record<Role, readonly string[]>> = {
  ADMINISTRATOR: [...READ, ...COUNT, ...KEEP, ...ZONES, ...EVACUATE, ...HOURS, ...LOOK_BACK, ...TELL, ...ADMINISTER],
  SAFETY_OFFICER: [...READ, ...COUNT, ...ZONES, ...EVACUATE, ...LOOK_BACK, ...TELL],
  SUPERVISOR: [...READ, ...COUNT, ...KEEP, ...EVACUATE, ...HOURS],
  DISPATCHER: READ,
};

/** What a role allows, as the SDL's root fields name it. */
export function permissionsOfRole(role: Role): readonly string[] {
  return PERMISSIONS[role];
}
