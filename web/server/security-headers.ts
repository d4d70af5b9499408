/**
 * Headers of every page. The policy keeps the promise that the browser talks only to its own host: scripts run only
 * with this answer's nonce, and nothing is fetched from elsewhere unless the operator switched Mapbox on or set
 * a basemap.
 * @param nonce unguessable text, new for each answer.
 */
export function securityHeaders({ nonce, ...options }: PolicyOptions & { nonce: string }): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy({ nonce, ...options }),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'geolocation=(), microphone=(), camera=(self)',
    'cross-origin-opener-policy': 'same-origin',
  };
}

/** What loosens the policy. */
export interface PolicyOptions {
  /** Whether Mapbox maps are drawn. */
  readonly mapbox: boolean;
  /** Origin of the operator's basemap, or null. */
  readonly basemapOrigin: string | null;
  /** Whether pages are compiled on request, which evaluates source text in the browser. */
  readonly dev: boolean;
}

function contentSecurityPolicy({ nonce, mapbox, basemapOrigin, dev }: PolicyOptions & { nonce: string }): string {
  const mapboxHosts = mapbox ? ' https://api.mapbox.com https://events.mapbox.com https://*.tiles.mapbox.com' : '';
  const mapHosts = basemapOrigin === null ? mapboxHosts : `${mapboxHosts} ${basemapOrigin}`;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob:${mapHosts}`,
    "font-src 'self'",
    `connect-src 'self'${mapHosts}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
