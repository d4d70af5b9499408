import { customType } from 'drizzle-orm/pg-core';

/** A `timestamptz` column as Unix milliseconds. */
export const instant = customType<{ data: number; driverData: number }>({ dataType: () => 'timestamptz' });

/** A `bytea` column. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
