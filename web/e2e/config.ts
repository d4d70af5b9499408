/** Where the journeys lead and who makes them. */
export interface E2eSettings {
  /** Address of the web app, for example `http://demo.localhost:3000`. */
  readonly url: string;
  /** Address of the gateway's GraphQL endpoint, for example `http://localhost:4000/graphql`. */
  readonly gatewayUrl: string;
  /** Scheme, host and port through which phones report. */
  readonly intakeUrl: string;
  /** Short name of the tenant. */
  readonly tenant: string;
  /** Sign-in name of a user who may read everything and add trackers and doors. */
  readonly name: string;
  readonly password: string;
  /** Path of the browser. */
  readonly chromium: string;
}

/** The settings from the environment; what is missing is named when a journey needs it. */
export function e2eSettings(): E2eSettings {
  const {
    TREKKER_E2E_URL,
    TREKKER_E2E_GATEWAY_URL,
    TREKKER_E2E_INTAKE_URL,
    TREKKER_E2E_TENANT,
    TREKKER_E2E_NAME,
    TREKKER_E2E_PASSWORD,
    TREKKER_CHROMIUM,
  } = process.env;
  return {
    url: TREKKER_E2E_URL ?? 'http://localhost:3000',
    gatewayUrl: TREKKER_E2E_GATEWAY_URL ?? 'http://localhost:4000/graphql',
    intakeUrl: TREKKER_E2E_INTAKE_URL ?? 'http://localhost:5055',
    tenant: TREKKER_E2E_TENANT ?? 'demo',
    name: TREKKER_E2E_NAME ?? '',
    password: TREKKER_E2E_PASSWORD ?? '',
    chromium: TREKKER_CHROMIUM ?? '/usr/bin/chromium',
  };
}

/** A token of Mapbox of whoever runs the journeys, in TREKKER_E2E_MAPBOX_TOKEN; null: none, and nothing asks Mapbox. */
export function mapboxToken(): string | null {
  return process.env['TREKKER_E2E_MAPBOX_TOKEN'] || null;
}

/** Whether tests are to take the sizes that are too long for every day. */
export function isFullScale(): boolean {
  return process.env['TREKKER_TEST_SCALE'] === 'full';
}
