/** The values of the SDL's `PersonKind`. */
export const PERSON_KINDS = ['EMPLOYEE', 'CONTRACTOR', 'VISITOR'] as const;

/** In which capacity somebody is on site. */
export type PersonKind = (typeof PERSON_KINDS)[number];
