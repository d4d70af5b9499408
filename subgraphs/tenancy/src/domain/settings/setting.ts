import type { GenericSchema } from 'valibot';

/** What values a setting takes; the values of the SDL's `SettingType`. */
export type SettingType = 'TEXT' | 'TIME_ZONE' | 'LOCALE' | 'COLOR' | 'IMAGE' | 'CHOICE' | 'SECONDS' | 'DAYS';

/** What a tenant was created with; what was set since stands in its settings. */
export interface CreatedTenant {
  readonly name: string;
  /** IANA time zone. */
  readonly timeZone: string;
}

/** Something an administrator may set. */
export interface Setting {
  readonly title: string;
  readonly description: string;
  readonly type: SettingType;
  /** The values to choose from, or null when any value of the type goes. */
  readonly options: readonly string[] | null;
  readonly defaultOf: (tenant: CreatedTenant) => string;
  /** Turns text into the value that is kept, or says what is wrong with it. */
  readonly schema: GenericSchema<unknown, string>;
}
