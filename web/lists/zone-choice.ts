/** Value of the zone filter for whoever is in any zone. */
export const ANY_ZONE = 'any';
/** Value of the zone filter for whoever is in no zone. */
export const NO_ZONE = 'none';
