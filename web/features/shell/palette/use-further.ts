import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useViewing } from '../../../live/viewer-provider.tsx';
import { deviceSectionsFor } from '../../devices/sections.ts';
import type { PaletteEntry } from './palette-entries.ts';

/** Pages below those of the navigation, with the permission without which there is nothing to do. */
const PAGES = [
  { path: '/people/import', icon: 'people', needs: 'people:write', name: 'people.import.title', below: 'nav.people' },
  { path: '/zones/new', icon: 'zones', needs: 'geofences:write', name: 'zonePages.draw.open', below: 'nav.zones' },
  { path: '/zones/places', icon: 'zones', needs: 'places:read', name: 'zonePages.places.title', below: 'nav.zones' },
  { path: '/zones/kinds', icon: 'zones', needs: 'geofences:read', name: 'zonePages.kinds.title', below: 'nav.zones' },
  {
    path: '/musters/stations',
    icon: 'muster',
    needs: 'muster:read',
    name: 'musters.stations.title',
    below: 'nav.musters',
  },
  { path: '/check-in/code', icon: 'qr', needs: 'headcount:write', name: 'checkIn.show.title', below: 'nav.checkIn' },
  {
    path: '/notifications/preferences',
    icon: 'bell',
    needs: null,
    name: 'notificationPreferences.title',
    below: 'nav.settings',
  },
  {
    path: '/developers/schema',
    icon: 'developers',
    needs: null,
    name: 'developers.schema.title',
    below: 'nav.developers',
  },
] as const;

/** What is found by its name alone, because a list of everything would hide what is wanted often. */
export function useFurther(): readonly PaletteEntry[] {
  const t = useTranslations();
  const router = useRouter();
  const { permissions } = useViewing().viewer;
  const page = (path: string, entry: Pick<PaletteEntry, 'icon' | 'name' | 'detail'>): PaletteEntry => ({
    key: `page:${path}`,
    group: 'pages',
    act: () => router.push(path),
    ...entry,
  });
  const pages = PAGES.filter(({ needs }) => needs === null || permissions.includes(needs));
  // A section that has the path of its destination is in the navigation.
  const sections = deviceSectionsFor(permissions).filter(({ path }) => path !== '/devices');
  return [
    ...pages.map(({ path, icon, name, below }) => page(path, { icon, name: t(name), detail: t(below) })),
    ...sections.map(({ name, path }) =>
      page(path, { icon: 'antenna', name: t(`devices.sections.${name}`), detail: t('nav.devices') }),
    ),
  ];
}
