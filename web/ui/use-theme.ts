import { useSyncExternalStore } from 'react';
import { THEME_COOKIE, themeChoiceOf, type ThemeChoice } from './theme-choice.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const listeners = new Set<() => void>();

/** What the viewer chose. */
export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(
    subscribe,
    () => themeChoiceOf(document.documentElement.dataset['theme']),
    () => 'system',
  );
}

/** What is shown: the choice, or what the system asks for. */
export function useTheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, currentTheme, () => 'light');
}

/** Changes the look of the page at once and of every later one. */
export function chooseTheme(choice: ThemeChoice): void {
  const root = document.documentElement;
  if (choice === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = choice;
  document.cookie = `${THEME_COOKIE}=${choice}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  for (const listener of listeners) listener();
}

/** What is shown now, outside of rendering. */
export function currentTheme(): 'light' | 'dark' {
  const choice = themeChoiceOf(document.documentElement.dataset['theme']);
  if (choice !== 'system') return choice;
  return systemPrefersDark().matches ? 'dark' : 'light';
}

function subscribe(listener: () => void): () => void {
  const system = systemPrefersDark();
  listeners.add(listener);
  system.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener('change', listener);
  };
}

function systemPrefersDark(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)');
}
