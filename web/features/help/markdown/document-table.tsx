import type { Tokens } from 'marked';
import { useTranslations } from 'next-intl';
import { Inline } from './inline.tsx';

/** A table of a document; where it is too wide, it scrolls by itself, with keys too. */
export function DocumentTable({ table, from }: { readonly table: Tokens.Table; readonly from: string }) {
  const t = useTranslations('help');
  return (
    <div
      role="region"
      aria-label={t('table', { columns: table.header.map(({ text }) => text).join(', ') })}
      // Whoever has no pointer scrolls it with arrow keys.
      tabIndex={0}
      className="overflow-x-auto overscroll-x-contain rounded-xl border border-line bg-surface"
    >
      <table className="w-full border-collapse text-start text-sm">
        <thead className="bg-sunken">
          <tr>
            {table.header.map((cell, index) => (
              <th key={index} scope="col" className="px-3 py-2 text-start font-semibold whitespace-nowrap">
                <Inline tokens={cell.tokens} from={from} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index} className="border-t border-line align-top">
              {row.map((cell, column) => (
                <td key={column} className="min-w-32 px-3 py-2">
                  <Inline tokens={cell.tokens} from={from} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
