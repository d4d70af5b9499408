import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useViewing } from '../../../live/viewer-provider.tsx';
import { useDensity } from '../../../ui/use-density.ts';
import { showDialog } from '../../../ui/dialog-address.ts';
import { chooseTheme, useTheme } from '../../../ui/use-theme.ts';
import { destinationsFor } from '../destinations.ts';
import type { PaletteEntry } from './palette-entries.ts';

/** Every page the viewer may go to, and what is often done from anywhere. */
export function useCommands(): readonly PaletteEntry[] {
  const t = useTranslations();
  const router = useRouter();
  const { permissions, tenantPermissions } = useViewing().viewer;
  const theme = useTheme();
  const [compact, setCompact] = useDensity();
  const pages = destinationsFor(permissions).map(({ name, path, icon }): PaletteEntry => ({
    key: `page:${name}`,
    group: 'pages',
    icon,
    name: t(`nav.${name}`),
    act: () => router.push(path),
  }));
  const action = (key: string, entry: Pick<PaletteEntry, 'icon' | 'name' | 'act'>): PaletteEntry => ({
    key: `action:${key}`,
    group: 'actions',
    ...entry,
  });
  const allowed = (permission: string, entry: PaletteEntry) => (permissions.includes(permission) ? [entry] : []);
  return [
    ...pages,
    ...allowed(
      'trackers:write',
      action('add-tracker', {
        icon: 'plus',
        name: t('palette.addTracker'),
        act: () => showDialog('add-tracker', 'new'),
      }),
    ),
    ...allowed(
      'muster:write',
      action('muster', { icon: 'muster', name: t('palette.muster'), act: () => router.push('/musters') }),
    ),
    ...allowed(
      'quarantine:read',
      action('inspect', {
        icon: 'search',
        name: t('palette.inspect'),
        act: () => router.push('/devices/inspector'),
      }),
    ),
    ...(tenantPermissions.includes('settings:write')
      ? [
          action('status', { icon: 'settings', name: t('palette.status'), act: () => router.push('/settings/status') }),
          action('start', { icon: 'plus', name: t('start.title'), act: () => router.push('/start') }),
        ]
      : []),
    action('theme', {
      icon: theme === 'dark' ? 'sun' : 'moon',
      name: t(theme === 'dark' ? 'palette.light' : 'palette.dark'),
      act: () => chooseTheme(theme === 'dark' ? 'light' : 'dark'),
    }),
    action('density', {
      icon: 'layers',
      name: t(compact ? 'palette.comfortable' : 'palette.compact'),
      act: () => setCompact(!compact),
    }),
  ];
}
