import { text, type Options } from '@trekker/kit';

/** How callers prove who they are, where the gateway enforces rules by itself. */
export const tokenOptions = {
  jwks: {
    env: 'TREKKER_GATEWAY_JWKS',
    type: text,
    default: '',
    doc: 'Address or file of the JSON Web Key Set by which bearer tokens of callers are verified; needed where the gateway enforces rules. Only for `trekker-gateway`.',
  },
  jwtIssuer: {
    env: 'TREKKER_GATEWAY_JWT_ISSUER',
    type: text,
    default: '',
    doc: 'Issuer that a token must name; absent: any whose key is in the set. Only for `trekker-gateway`.',
  },
  jwtAudience: {
    env: 'TREKKER_GATEWAY_JWT_AUDIENCE',
    type: text,
    default: '',
    doc: 'Audience that a token must be for; absent: any. Only for `trekker-gateway`.',
  },
  scopesClaim: {
    env: 'TREKKER_GATEWAY_SCOPES_CLAIM',
    type: text,
    default: 'scope',
    doc: 'Claim with the scopes of `@requiresScopes`, a list or separated by spaces; dots lead into objects, as in `realm_access.roles`. Only for `trekker-gateway`.',
  },
  policiesClaim: {
    env: 'TREKKER_GATEWAY_POLICIES_CLAIM',
    type: text,
    default: 'policies',
    doc: 'Claim with the policies of `@policy` that hold for a caller, in the same forms. Only for `trekker-gateway`.',
  },
} as const satisfies Options;
