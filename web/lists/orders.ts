/** By what every list of things that are heard from can be ordered, the usual first. */
export const ORDER_FIELDS = ['NAME', 'LAST_HEARD'] as const;
