import Link from 'next/link';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';

/** What may be done with a view. */
export interface EntryTask {
  readonly icon: 'edit' | 'delete';
  readonly label: string;
  readonly act: () => void;
}

/** A view to choose, with what may be done with it. */
export function ViewEntry({
  href,
  name,
  detail,
  isHere,
  task = null,
  onFollow,
}: {
  readonly href: string;
  readonly name: string;
  /** Whose it is, or who else has it. */
  readonly detail?: string | undefined;
  readonly isHere: boolean;
  readonly task?: EntryTask | null;
  readonly onFollow: () => void;
}) {
  return (
    <li className="flex items-center gap-1">
      <Link
        href={href}
        prefetch={false}
        onClick={onFollow}
        aria-current={isHere ? 'true' : undefined}
        className={classNames(
          'flex min-h-11 min-w-0 flex-1 items-center gap-2 rounded-lg px-3 py-1.5 text-sm hover:bg-sunken',
          isHere && 'bg-accent-soft font-medium',
        )}
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate">{name}</span>
          {detail && <span className="block truncate text-xs font-normal text-muted">{detail}</span>}
        </span>
        {isHere && <Icon name="check" size={16} />}
      </Link>
      {task && (
        <IconButton label={task.label} onClick={task.act}>
          <Icon name={task.icon} size={18} />
        </IconButton>
      )}
    </li>
  );
}
