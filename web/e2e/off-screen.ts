import type { Page } from '@playwright/test';

/**
 * What of the page as it stands nobody can see or reach on a screen this wide. The frame cuts off what is too wide and pages
 * scroll within it, so the document says nothing: looked at are the edges of what is read or pressed, and every part
 * that scrolls. What says that it scrolls sideways, by the class `overflow-x-auto`, may hold what is wider, but must be
 * on the screen itself.
 */
export async function offScreen(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const SIDEWAYS = '.overflow-x-auto, .overflow-auto';
    // Maps draw beyond their edges.
    const APART = '.maplibregl-map, svg *, [popover]:not(:popover-open), iframe';
    const CUT_SHORT = '.truncate, [class*="line-clamp"]';
    const PRESSED = 'a, button, input, select, textarea, summary, [role=tab]';

    const nameOf = (element: Element) => `${element.localName} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
    // Who cannot see hears what is written on a single pixel.
    const isOnlyHeard = (element: HTMLElement): boolean =>
      element.offsetWidth <= 1 || (element.parentElement !== null && isOnlyHeard(element.parentElement));
    const isShown = (element: HTMLElement) =>
      !element.closest(APART) && element.checkVisibility({ visibilityProperty: true }) && !isOnlyHeard(element);
    const holdsText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const isLookedAt = (element: Element) =>
      element.matches(SIDEWAYS) ||
      ((element.matches(PRESSED) || holdsText(element)) &&
        !element.parentElement?.closest(SIDEWAYS) &&
        !element.closest(CUT_SHORT));

    function beyondTheEdge(element: HTMLElement): string[] {
      const { left, right } = element.getBoundingClientRect();
      if (!isLookedAt(element) || (right <= innerWidth + 1 && left >= -1)) return [];
      return [`${nameOf(element)} reaches from ${Math.round(left)} to ${Math.round(right)} of ${innerWidth}`];
    }
    function scrolledSideways(element: HTMLElement): string[] {
      const over = element.scrollWidth - element.clientWidth;
      if (over <= 1 || element.matches(`${SIDEWAYS}, ${PRESSED}`)) return [];
      if (!/auto|scroll/.test(getComputedStyle(element).overflowX)) return [];
      return [`${nameOf(element)} scrolls sideways by ${over}`];
    }

    /** A page that does not fit must scroll within the frame, which cuts off what is below. */
    function cutOffBelow(element: HTMLElement): string[] {
      const over = element.getBoundingClientRect().bottom - innerHeight;
      if (over <= 1 || !isLookedAt(element) || scrollsDown(element)) return [];
      return [`${nameOf(element)} reaches ${Math.round(over)} below what can be seen`];
    }
    function scrollsDown(element: Element | null): boolean {
      if (!element) return false;
      return /auto|scroll/.test(getComputedStyle(element).overflowY) || scrollsDown(element.parentElement);
    }

    const shown = [...document.body.querySelectorAll<HTMLElement>('*')].filter(isShown);
    return shown.flatMap((element) => [
      ...beyondTheEdge(element),
      ...scrolledSideways(element),
      ...cutOffBelow(element),
    ]);
  });
}
