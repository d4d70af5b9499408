/** Classes of the column that stays where it is while the days are scrolled sideways. */
export const PINNED = 'sticky inset-s-0 z-10 bg-surface max-md:bg-ground';
