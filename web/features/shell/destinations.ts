import type { IconName } from '../../ui/icon.tsx';

/** Somewhere the navigation leads. */
export interface Destination {
  readonly name: (typeof DESTINATIONS)[number]['name'];
  readonly path: string;
  readonly icon: IconName;
  /** Permission without which there is nothing to see, or null. */
  readonly needs: string | null;
  /** Where in the sidebar it stands: what goes on, or what it is made of. */
  readonly group: 'site' | 'administration';
}

const DESTINATIONS = [
  { name: 'overview', path: '/', icon: 'overview', needs: null, group: 'site' },
  { name: 'map', path: '/map', icon: 'map', needs: 'trackers:read', group: 'site' },
  { name: 'playback', path: '/playback', icon: 'replay', needs: 'positions:read', group: 'site' },
  { name: 'events', path: '/events', icon: 'events', needs: 'visits:read', group: 'site' },
  { name: 'people', path: '/people', icon: 'people', needs: 'people:read', group: 'site' },
  { name: 'trackers', path: '/trackers', icon: 'tracker', needs: 'trackers:read', group: 'site' },
  { name: 'assets', path: '/assets', icon: 'asset', needs: 'assets:read', group: 'site' },
  { name: 'zones', path: '/zones', icon: 'zones', needs: 'geofences:read', group: 'site' },
  { name: 'headcount', path: '/headcount', icon: 'headcount', needs: 'headcount:read', group: 'site' },
  { name: 'checkIn', path: '/check-in', icon: 'qr', needs: 'headcount:write', group: 'site' },
  { name: 'musters', path: '/musters', icon: 'muster', needs: 'muster:read', group: 'site' },
  { name: 'hours', path: '/hours', icon: 'clock', needs: 'timesheets:read', group: 'site' },
  { name: 'organisation', path: '/organisation', icon: 'organisation', needs: 'units:read', group: 'administration' },
  {
    name: 'notifications',
    path: '/notifications',
    icon: 'bell',
    needs: 'notifications:write',
    group: 'administration',
  },
  { name: 'users', path: '/users', icon: 'users', needs: 'users:read', group: 'administration' },
  { name: 'devices', path: '/devices', icon: 'antenna', needs: 'devices:read', group: 'administration' },
  { name: 'settings', path: '/settings', icon: 'settings', needs: null, group: 'administration' },
  { name: 'developers', path: '/developers', icon: 'developers', needs: null, group: 'administration' },
  { name: 'help', path: '/help', icon: 'help', needs: null, group: 'administration' },
] as const;

/** What a thumb reaches without opening anything, most wanted first. */
const MAIN: readonly Destination['name'][] = ['overview', 'map', 'people', 'headcount', 'trackers'];
const MAIN_COUNT = 5;
/** While a muster goes on nothing is wanted more. */
const MAIN_IN_A_MUSTER: readonly Destination['name'][] = ['musters', ...MAIN];

/** Where a viewer may go, in the order of the sidebar. */
export function destinationsFor(permissions: readonly string[]): Destination[] {
  return DESTINATIONS.filter(({ needs }) => needs === null || permissions.includes(needs));
}

/**
 * The names of those that stand in the bar of a phone; places nobody may go are filled by the next in order.
 * @param mustering whether a muster goes on.
 */
export function mainOf(
  destinations: readonly Destination[],
  { mustering }: { readonly mustering: boolean },
): ReadonlySet<Destination['name']> {
  const first = mustering ? MAIN_IN_A_MUSTER : MAIN;
  const rank = ({ name }: Destination) => (first.includes(name) ? first.indexOf(name) : first.length);
  const wanted = destinations.toSorted((a, b) => rank(a) - rank(b)).slice(0, MAIN_COUNT);
  return new Set(wanted.map(({ name }) => name));
}

/** Whether a page belongs to a destination. @param pathname of the page. */
export function leadsTo({ path }: Destination, pathname: string): boolean {
  return path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`);
}
