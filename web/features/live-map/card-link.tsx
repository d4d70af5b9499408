import Link from 'next/link';
import { Icon, type IconName } from '../../ui/icon.tsx';

/** A way from the card to a page of its own. */
export function CardLink({
  href,
  icon,
  children,
}: {
  readonly href: string;
  readonly icon: IconName;
  readonly children: string;
}) {
  return (
    <Link
      prefetch={false}
      href={href}
      className="inline-flex min-h-10 items-center gap-1.5 rounded-lg px-2 text-sm font-medium text-accent hover:bg-sunken"
    >
      <Icon name={icon} size={16} />
      {children}
    </Link>
  );
}
