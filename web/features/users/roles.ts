import type { Role } from '../../__generated__/graphql.ts';

/** Every role, the one that may most first. */
export const ROLES: readonly Role[] = ['ADMINISTRATOR', 'SAFETY_OFFICER', 'SUPERVISOR', 'DISPATCHER'];
