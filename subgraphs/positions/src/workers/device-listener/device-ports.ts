import type { PositionsConfig } from '../../config.ts';

/** Which option says the port of a protocol, by the protocol's name. */
const OPTION_OF = {
  gps103: 'gps103Port',
  tk103: 'tk103Port',
  gl200: 'gl200Port',
  h02: 'h02Port',
  meitrack: 'meitrackPort',
  gt06: 'gt06Port',
  teltonika: 'teltonikaPort',
  nmea: 'nmeaPort',
} as const satisfies Readonly<Record<string, keyof PositionsConfig>>;

/** The ports on which trackers shall be listened to, by the name of their protocol, in order of the customary ports. */
export function devicePorts(config: PositionsConfig): ReadonlyMap<string, number> {
  const wanted = config.devices ? Object.entries(OPTION_OF) : [];
  return new Map(wanted.flatMap(([protocol, option]) => (config[option] === null ? [] : [[protocol, config[option]]])));
}
