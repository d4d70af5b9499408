/** Header that lets a request use the session cookie; a page of another site cannot add it without being asked first. */
export const CSRF_HEADERS: Readonly<Record<string, string>> = { 'x-trekker-csrf': '1' };
