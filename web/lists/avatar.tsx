import { classNames } from '../ui/class-names.ts';

const SIZES = { small: 'size-9 text-xs', large: 'size-24 text-2xl' } as const;

/** A picture, or the first letters of the name where there is none. The name stands beside it. */
export function Avatar({
  name,
  picture,
  size = 'small',
}: {
  readonly name: string;
  /** A `data:` URL, or null. */
  readonly picture: string | null;
  readonly size?: keyof typeof SIZES;
}) {
  const shape = classNames('shrink-0 rounded-full', SIZES[size]);
  // A picture from the answer itself: there is nothing to fetch, resize or cache.
  if (picture) return <img src={picture} alt="" className={classNames(shape, 'object-cover')} />;
  return (
    <span
      aria-hidden
      className={classNames(shape, 'inline-flex items-center justify-center bg-accent-soft font-semibold text-accent')}
    >
      {initialsOf(name)}
    </span>
  );
}

/** The first letters of the first and last word of a name. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => firstLetterOf(word ?? '').toLocaleUpperCase()).join('');
}

/** The first letter as people see it, whatever it is made of. */
function firstLetterOf(word: string): string {
  const [first] = new Intl.Segmenter().segment(word);
  return first?.segment ?? '';
}
