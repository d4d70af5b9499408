import { useEffect, useState } from 'react';
import { textIn } from './address.ts';
import type { Address } from './use-address.ts';

// Long enough to finish a word, short enough not to be waited for.
const TYPING_PAUSE_MS = 250;
/** The API takes no longer text to search for. */
export const LONGEST_SEARCH = 100;

/** The text of a search field: at once on the screen, in the address when typing pauses. */
export function useSearchText({ parameters, change }: Address): [text: string, setText: (text: string) => void] {
  const inAddress = textIn(parameters, 'q') ?? '';
  const [text, setText] = useState(inAddress);
  const [known, setKnown] = useState(inAddress);
  const [written, setWritten] = useState(inAddress);
  // Somebody else changed the address, for example by clearing all filters. What was written there from here may lag
  // behind what was typed since.
  if (known !== inAddress) {
    setKnown(inAddress);
    if (inAddress !== written) setText(inAddress);
  }
  useEffect(() => {
    const wanted = text.trim().slice(0, LONGEST_SEARCH);
    if (wanted === inAddress) return undefined;
    const settle = () => {
      forget();
      setWritten(wanted);
      change({ q: wanted });
    };
    const forget = () => {
      clearTimeout(timer);
      document.removeEventListener('click', settle, { capture: true });
    };
    const timer = setTimeout(settle, TYPING_PAUSE_MS);
    // Whoever follows a link before the pause is over takes the text along first: a later change of the address would
    // call off the way to the next page.
    document.addEventListener('click', settle, { capture: true });
    return forget;
    // Only typing changes the address; the address changing is no reason to change it back.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text, change]);
  return [text, setText];
}
