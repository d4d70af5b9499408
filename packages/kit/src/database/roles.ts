/**
 * The roles of an installation. Nobody signs in as one of the group roles; a service signs in as its login role, which
 * by itself may do nothing, and every transaction takes on exactly one of the roles below. A statement outside of the
 * three handles therefore fails.
 */
export const OWNER = 'trekker_owner';
/** Owns the directory and the functions that read it across tenants. */
export const DIRECTORY_OWNER = 'trekker_directory_owner';
/** Whoever answers a caller: sees the rows of one tenant. */
export const TENANT_GROUP = 'trekker_tenant';
/** Whoever derives: sees the whole log, and the rows of the tenant it works for. */
export const CONSUMER_GROUP = 'trekker_consumer';
/** May call the directory's look-ups and nothing else. */
export const DIRECTORY = 'trekker_directory';
/** Fills staging tables by COPY, which row-level security does not allow on real tables. */
export const LOADER = 'trekker_loader';

/** The roles of one service. */
export interface ServiceRoles {
  /** Signs in. */
  readonly login: string;
  /** Used by `withTenant`. */
  readonly tenant: string;
  /** Used by `withConsumer`. */
  readonly consumer: string;
}

/** Names of a service's roles. */
export function rolesOf(service: string): ServiceRoles {
  if (!/^[a-z]+$/.test(service)) throw new Error(`a service is named by lower-case letters, got ${service}`);
  return { login: `trekker_${service}`, tenant: `trekker_${service}_tenant`, consumer: `trekker_${service}_consumer` };
}
