import { useTranslations } from 'next-intl';
import type { CornerList } from './corner-list.ts';
import type { RingProblem } from './judge-rings.ts';
import type { EntryProblem } from './read-corners.ts';

/** How rings are called, and what is wrong with them, in words. */
export function useRingWords() {
  const t = useTranslations('zonePages.draw.corners');
  return {
    /** @param holes which of the rings are holes, as far as that is known. */
    titles({ kind, lines }: CornerList, holes: readonly boolean[]): string[] {
      if (kind !== 'polygon') return [t(`ring.${kind}`)];
      const counts = { hole: 0, outline: 0 };
      const isSingle = {
        hole: holes.filter(Boolean).length === 1,
        outline: holes.filter((hole) => !hole).length === 1,
      };
      return lines.map((_line, index) => {
        const hole = holes[index];
        // A ring that is not whole yet may become either.
        if (hole === undefined)
          return lines.length === 1 ? t('ring.outline') : t('ring.numbered', { number: index + 1 });
        const role = hole ? 'hole' : 'outline';
        counts[role]++;
        return isSingle[role] ? t(`ring.${role}`) : t(`ring.${role}Numbered`, { number: counts[role] });
      });
    },
    few: (problems: readonly EntryProblem[], line: number): string[] =>
      problems.flatMap((problem) =>
        problem.kind === 'few' && problem.line === line ? [t('wrong.few', { least: problem.least })] : [],
      ),
    refusals: (problems: readonly RingProblem[], ring: number): string[] =>
      // What is about no ring in particular is said once.
      problems
        .filter((problem) => (problem.ring ?? 0) === ring)
        .map(({ code, sides, message }) => {
          const [first, second] = sides.map((side) => side + 1);
          if (code === 'OTHER') return message;
          if (code === 'SELF_INTERSECTION' && first !== undefined && second !== undefined) {
            return t('wrong.crossing', { first, second });
          }
          return first === undefined
            ? t(`wrong.${code}`)
            : t('wrong.behind', { problem: t(`wrong.${code}`), number: first });
        }),
  };
}
