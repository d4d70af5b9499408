/**
 * Where to go after signing in: a path of this site, or the overview. Whatever a browser could read as an address of another
 * site is refused, because the value comes from a link anybody can make.
 */
export function safeNextPath(next: string | string[] | undefined): string {
  const fallback = '/';
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next)) return fallback;
  const base = 'http://own.invalid';
  if (!URL.canParse(next, base)) return fallback;
  const url = new URL(next, base);
  if (url.origin !== base || url.pathname.startsWith('/sign-in')) return fallback;
  return `${url.pathname}${url.search}`;
}
