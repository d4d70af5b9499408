import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { GEOFENCE_KINDS } from '../../domain/geofence/kinds.ts';
import { DEFAULT_RULES } from '../../domain/geofence/rules.ts';

export const geofenceKindDefaults: NonNullable<QueryResolvers['geofenceKindDefaults']> = () =>
  GEOFENCE_KINDS.map((kind) => ({ kind, rules: DEFAULT_RULES[kind] }));
