import { requirePermission } from '@trekker/kit';
import { PROTOCOLS } from '@trekker/protocols';

import type { Context } from '../context.ts';
import type { ProtocolRow } from '../db/rows.ts';

/** The customary port of phones and programs, and that of MQTT. */
const [PHONES, MQTT] = [5055, 1883];

/** Every protocol that is read, phones first. */
export function listProtocols(ctx: Context): ProtocolRow[] {
  requirePermission(ctx.viewer, 'trackers:read', ctx.clock.now());
  const { phonePort, mqttPort, devicePorts } = ctx.listening();
  const phone = (name: string) => ({ name, transports: ['HTTP'] as const, defaultPort: PHONES, port: phonePort });
  const open = new Map(devicePorts.flatMap(({ protocol, port, isOpen }) => (isOpen ? [[protocol, port]] : [])));
  return [
    phone('osmand'),
    phone('owntracks'),
    { name: 'owntracks', transports: ['MQTT'], defaultPort: MQTT, port: mqttPort },
    phone('positions'),
    ...PROTOCOLS.map(({ name, transports, port }) => ({
      name,
      transports: transports.map((one) => (one === 'tcp' ? ('TCP' as const) : ('UDP' as const))),
      defaultPort: port,
      port: open.get(name) ?? null,
    })),
  ];
}
