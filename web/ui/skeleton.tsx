/** Grey rows in the place of rows that are on their way. */
export function SkeletonRows({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex animate-pulse items-center gap-3 px-4 py-3.5" aria-hidden>
          <span className="size-3 rounded-full bg-line" />
          <span className="h-3 rounded bg-line" style={{ width: `${32 + ((row * 17) % 30)}%` }} />
          <span className="ms-auto h-3 w-14 rounded bg-line" />
        </div>
      ))}
    </div>
  );
}
