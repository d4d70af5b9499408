import type { grants, ingestDoors, tenants, units, users } from './tables.ts';

/** What resolvers of each type are handed; codegen maps `XRow` to the type `X`. */
export type TenantRow = typeof tenants.$inferSelect;
export type UnitRow = typeof units.$inferSelect;
export type UserRow = typeof users.$inferSelect;
export type GrantRow = typeof grants.$inferSelect;
export type IngestDoorRow = typeof ingestDoors.$inferSelect;
