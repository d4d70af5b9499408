/**
 * The tenant a host name stands for: the one label in front of `baseDomain`, or null.
 * `demo.localhost` under `localhost` gives `demo`; the base domain itself, addresses and deeper names give null.
 */
export function tenantFromHost(hostname: string, baseDomain: string): string | null {
  const suffix = `.${baseDomain.toLowerCase()}`;
  const host = hostname.toLowerCase();
  if (!host.endsWith(suffix)) return null;
  const label = host.slice(0, -suffix.length);
  return isTenantSlug(label) ? label : null;
}

/** Whether a text may be the short name of a tenant: lower-case letters, digits and inner hyphens, at most 42. */
export function isTenantSlug(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?$/.test(text);
}
