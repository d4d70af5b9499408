import { type Comparison, compareVector } from '../vectors/compare-vector.ts';
import { parseVector, type Vector } from '../vectors/vector.ts';
import { DecodeUsageError } from './arguments.ts';

/** How often the inputs of a protocol came to what. */
interface Tally {
  readonly protocol: string;
  readonly frames: number;
  readonly decoded: number;
  readonly agree: number;
  readonly differ: number;
  readonly unsupported: number;
}

/** What a comparison of a file came to. */
interface ComparedLines {
  /** A sentence for every difference. */
  readonly differences: readonly string[];
  readonly tallies: readonly Tally[];
}

/** Compares every line of vectors; empty lines do not count. */
export function compareLines(lines: readonly string[]): ComparedLines {
  const compared = lines.flatMap((line, at) => (line.trim() === '' ? [] : [compareLine(line, at + 1)]));
  const byProtocol = Map.groupBy(compared, ({ vector }) => vector.protocol);
  return {
    differences: compared.flatMap(sentencesOf),
    tallies: [...byProtocol].map(([protocol, all]) => tallyOf(protocol, all)),
  };
}

interface Compared {
  readonly vector: Vector;
  readonly comparison: Comparison;
}

function compareLine(line: string, number: number): Compared {
  const vector = parseVector(line);
  if (typeof vector === 'string') throw new DecodeUsageError(`line ${number} is no vector: ${vector}`);
  return { vector, comparison: compareVector(vector) };
}

function tallyOf(protocol: string, compared: readonly Compared[]): Tally {
  const count = (outcome: Comparison['outcome']) =>
    compared.filter(({ comparison }) => comparison.outcome === outcome).length;
  return {
    protocol,
    frames: compared.length,
    decoded: compared.filter(({ comparison }) => comparison.decoded).length,
    agree: count('agree'),
    differ: count('differ'),
    unsupported: count('unsupported'),
  };
}

function sentencesOf({ vector, comparison }: Compared): string[] {
  return comparison.differences.map(({ field, ours, theirs, why }) => {
    const values = `ours ${JSON.stringify(ours) ?? 'absent'}, theirs ${JSON.stringify(theirs) ?? 'absent'}`;
    return `${vector.protocol} ${vector.key} ${field}: ${values}: ${why ?? 'NOT EXPLAINED'}`;
  });
}
