/** How the text of an environment variable becomes a value, or the reason why it does not. Same shape as kit's. */
interface OptionType<T> {
  readonly describes: string;
  parse(text: string): { value: T } | { problem: string };
}

const text: OptionType<string> = { describes: 'text', parse: (value) => ({ value }) };
const optionalText: OptionType<string | null> = { describes: 'text, or absent', parse: (value) => ({ value }) };
const flag: OptionType<boolean> = {
  describes: 'true or false',
  parse: (value) =>
    value === 'true' || value === 'false'
      ? { value: value === 'true' }
      : { problem: `must be true or false, got ${JSON.stringify(value)}` },
};
const port: OptionType<number> = {
  describes: 'whole number, 0 to 65535',
  parse: (value) =>
    /^\d{1,5}$/.test(value) && Number(value) <= 65_535
      ? { value: Number(value) }
      : { problem: `must be a whole number from 0 to 65535, got ${JSON.stringify(value)}` },
};
const webAddress: OptionType<string | null> = {
  describes: 'http or https address, or absent',
  parse: (value) =>
    URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
      ? { value: value.replace(/\/+$/, '') }
      : { problem: `must be an http or https address, got ${JSON.stringify(value)}` },
};

const basemapAddress: OptionType<string | null> = {
  describes: 'http or https address, or absent',
  parse: (value) =>
    URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && !new URL(value).username
      ? { value }
      : { problem: `must be an http or https address without a user, got ${JSON.stringify(value)}` },
};

/** Everything an operator may set about the web app. */
export const webOptions = {
  host: {
    env: 'TREKKER_WEB_HOST',
    type: text,
    default: '127.0.0.1',
    doc: 'Address the web app listens on; anything but loopback makes it reachable from the network.',
  },
  port: {
    env: 'TREKKER_WEB_PORT',
    type: port,
    default: 3000,
    doc: 'TCP port of the web app; 0 lets the system choose a free one.',
  },
  baseDomain: {
    env: 'TREKKER_WEB_BASE_DOMAIN',
    type: text,
    default: 'localhost',
    doc: 'Domain whose first label names the tenant: with `localhost`, `demo.localhost` is the tenant `demo`.',
  },
  trustProxy: {
    env: 'TREKKER_WEB_TRUST_PROXY',
    type: flag,
    default: false,
    doc: 'Whether X-Forwarded-Proto, -Host and -For are believed; switch it on only behind a proxy that sets them.',
  },
  deviceUrl: {
    env: 'TREKKER_WEB_DEVICE_URL',
    type: webAddress,
    default: null,
    doc: 'Address at which phones reach the device intake, shown when a tracker is added; absent, it is made of the host in the browser and the intake port.',
  },
  mapboxToken: {
    env: 'TREKKER_WEB_MAPBOX_TOKEN',
    type: optionalText,
    default: null,
    doc: "Access token of the operator's Mapbox account; with it browsers draw Mapbox maps and contact Mapbox, without it nothing leaves the installation.",
  },
  basemapUrl: {
    env: 'TREKKER_WEB_BASEMAP_URL',
    type: basemapAddress,
    default: null,
    doc: 'Address of the map that is drawn below the site: a MapLibre style. `{theme}` in it becomes `light` or `dark`. Browsers then contact its origin and no other, so its sources and sprites must lie there too; it must allow requests from the web app (CORS). Where it cannot be had the built-in ground is drawn.',
  },
  basemapFile: {
    env: 'TREKKER_WEB_BASEMAP_FILE',
    type: optionalText,
    default: null,
    doc: 'File of PMTiles version 3 that is drawn below the site in place of `TREKKER_WEB_BASEMAP_URL`; the web app serves its tiles to who is signed in, so nothing leaves the installation. Absent: `basemap.pmtiles` of `TREKKER_DATA_DIR`, where there is one and no address is set.',
  },
  dev: {
    env: 'TREKKER_WEB_DEV',
    type: flag,
    default: false,
    doc: 'Whether pages are compiled on request and reloaded when their source changes, for work on the web app itself.',
  },
} as const;

type OptionsOfWeb = typeof webOptions;

/** The values of `webOptions`. */
export type WebConfig = {
  readonly [K in keyof OptionsOfWeb]: OptionsOfWeb[K]['type'] extends OptionType<infer T> ? T : never;
};

/** What is wrong with options that are right one by one, or null. */
export function webProblem({ basemapUrl, basemapFile }: WebConfig): string | null {
  if (basemapUrl === null || basemapFile === null) return null;
  const both = `TREKKER_WEB_BASEMAP_URL ${JSON.stringify(basemapUrl)} and TREKKER_WEB_BASEMAP_FILE ${JSON.stringify(basemapFile)}`;
  return `${both} are both set, and a map has one basemap; unset one of them`;
}
