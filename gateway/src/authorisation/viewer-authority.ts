import { permissionsOf, type Clock } from '@trekker/kit';
import type { Authority } from './authorisation.ts';

/**
 * What viewers may by their grants. Scopes are permissions; policies are `public`, which needs no sign-in, and
 * `authenticated`. Rules on types are those of looking entities up, which services decide where they do so.
 */
export function viewerAuthority(clock: Clock): Authority {
  return {
    types: false,
    rightsOf(viewer) {
      const permissions = viewer ? permissionsOf(viewer, clock.now()) : [];
      return {
        authenticated: viewer !== null,
        holdsScope: (scope) => permissions.includes(scope),
        holdsPolicy: (policy) => policy === 'public' || (policy === 'authenticated' && viewer !== null),
      };
    },
  };
}
