import {
  defaultFieldResolver,
  isObjectType,
  isUnionType,
  Kind,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';

import type { Clock } from '../clock.ts';
import { UnauthenticatedError } from '../errors.ts';
import { requirePermission, type Viewer } from '../viewer.ts';

/** What a field demands of its caller. */
export type Requirement =
  | { readonly kind: 'public' }
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'permission'; readonly permission: string };

interface WithViewer {
  readonly viewer: Viewer | null;
}

type ReferenceResolver = (reference: unknown, context: WithViewer, info: GraphQLResolveInfo) => unknown;

/** Where `@apollo/subgraph` keeps the reference resolver of a type. */
interface ReferenceExtensions {
  readonly apollo?: { readonly subgraph?: { readonly resolveReference?: ReferenceResolver } };
}

/**
 * Puts the requirement named in the SDL in front of every root field. A root field that names none stops the service:
 * forgetting is then found at the first start and not by somebody else's tenant.
 */
export function guardRootFields(schema: GraphQLSchema, clock: Clock): void {
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (field.name.startsWith('_')) continue; // _service and _entities belong to federation; see guardEntities
      const requirement = requirementOf(field.astNode?.directives ?? []);
      if (!requirement)
        throw new Error(`${type?.name}.${field.name} names no permission; add @requiresScopes or @policy`);
      guard(field, requirement, clock);
    }
  }
}

/** Puts the requirement of every other field that names one in front of it. */
export function guardOtherFields(schema: GraphQLSchema, clock: Clock): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || roots.includes(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const requirement = requirementOf(field.astNode?.directives ?? []);
      if (requirement) guard(field, requirement, clock);
    }
  }
}

/**
 * Resolving entities by key needs a viewer, and the permission that the entity's type names, if any. A type without a
 * reference resolver would otherwise hand any key back as an entity.
 */
export function guardEntities(schema: GraphQLSchema, clock: Clock): void {
  const entity = schema.getType('_Entity');
  for (const type of isUnionType(entity) ? entity.getTypes() : []) {
    const requirement = requirementOf(type.astNode?.directives ?? []) ?? { kind: 'authenticated' };
    const apollo = (type.extensions as ReferenceExtensions).apollo;
    const resolve = apollo?.subgraph?.resolveReference ?? ((reference: unknown) => reference);
    const resolveReference: ReferenceResolver = (reference, context, info) => {
      check(requirement, context.viewer, clock);
      return resolve(reference, context, info);
    };
    type.extensions = {
      ...type.extensions,
      apollo: { ...apollo, subgraph: { ...apollo?.subgraph, resolveReference } },
    };
  }
}

/** The requirement a list of directives names, or null. Several scopes or policies at once are not used here. */
export function requirementOf(directives: readonly ConstDirectiveNode[]): Requirement | null {
  for (const directive of directives) {
    const name = onlyName(directive);
    if (directive.name.value === 'requiresScopes' && name) return { kind: 'permission', permission: name };
    if (directive.name.value === 'policy' && (name === 'public' || name === 'authenticated')) return { kind: name };
  }
  return null;
}

function guard(field: GraphQLField<unknown, unknown>, requirement: Requirement, clock: Clock): void {
  const { subscribe, resolve = defaultFieldResolver } = field;
  // A subscription is guarded where it starts; its events were already filtered for the viewer.
  if (subscribe) {
    field.subscribe = (...call) => {
      check(requirement, (call[2] as WithViewer).viewer, clock);
      return subscribe(...call);
    };
    return;
  }
  field.resolve = (...call) => {
    check(requirement, (call[2] as WithViewer).viewer, clock);
    return resolve(...call);
  };
}

function check(requirement: Requirement, viewer: Viewer | null, clock: Clock): void {
  switch (requirement.kind) {
    case 'public':
      return;
    case 'authenticated':
      if (!viewer) throw new UnauthenticatedError();
      return;
    case 'permission':
      requirePermission(viewer, requirement.permission, clock.now());
      return;
  }
}

function onlyName(directive: ConstDirectiveNode): string | null {
  const value = directive.arguments?.[0]?.value;
  if (value?.kind !== Kind.LIST || value.values.length !== 1) return null;
  const [inner] = value.values;
  if (inner?.kind !== Kind.LIST || inner.values.length !== 1) return null;
  const [name] = inner.values;
  return name?.kind === Kind.STRING ? name.value : null;
}
