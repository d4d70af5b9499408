/** A part of the administration of devices, with a page of its own. */
export interface DeviceSection {
  readonly name: (typeof SECTIONS)[number]['name'];
  readonly path: string;
  /** Permission without which there is nothing to see. */
  readonly needs: string;
}

const SECTIONS = [
  { name: 'unknown', path: '/devices', needs: 'devices:read' },
  { name: 'quarantine', path: '/devices/quarantine', needs: 'quarantine:read' },
  { name: 'messages', path: '/devices/messages', needs: 'quarantine:read' },
  { name: 'inspector', path: '/devices/inspector', needs: 'quarantine:read' },
  { name: 'feeds', path: '/devices/feeds', needs: 'feeds:read' },
  { name: 'rules', path: '/devices/rules', needs: 'filters:read' },
  { name: 'reading', path: '/devices/reading', needs: 'trackers:write' },
  { name: 'import', path: '/devices/import', needs: 'trackers:write' },
  { name: 'exports', path: '/devices/exports', needs: 'positions:read' },
  { name: 'keeping', path: '/devices/keeping', needs: 'positions:read' },
] as const;

/** The parts a viewer may see, in the order in which they stand. */
export function deviceSectionsFor(permissions: readonly string[]): DeviceSection[] {
  return SECTIONS.filter(({ needs }) => permissions.includes(needs));
}
