/** What a map looks like. */
export type MapTheme = 'light' | 'dark';
