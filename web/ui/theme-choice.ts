/** What somebody chose: one look, or that of the system. */
export type ThemeChoice = 'system' | 'light' | 'dark';

/** Cookie that keeps the choice, so that the first paint is right. */
export const THEME_COOKIE = 'trekker-theme';

/** The choice in a cookie's value; anything unknown means the system's look. */
export function themeChoiceOf(value: string | undefined): ThemeChoice {
  return value === 'light' || value === 'dark' ? value : 'system';
}
