import type { Options } from '@trekker/kit';

/** What an operator may set of headcount: nothing, because all of it follows from geofences and their rules. */
export const headcountOptions = {} as const satisfies Options;

export type HeadcountConfig = Readonly<Record<string, never>>;
