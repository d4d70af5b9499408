import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listFiles } from './check/list-files.ts';
import { report } from './check/report.ts';

/** Something that must not be in a file. */
interface Rule {
  /** What to look for, line by line. */
  readonly pattern: RegExp;
  /** Which files it concerns. */
  readonly concerns: (path: string) => boolean;
  /** Why not. */
  readonly reason: string;
}

const isCode = (path: string) => /\.(ts|tsx|mjs)$/.test(path);
const isProductionCode = (path: string) => isCode(path) && !path.endsWith('.test.ts') && !/(^|\/)test\//.test(path);
/** The codes that the API says are its own words, whatever they name. */
const API_CODES = 'packages/kit/src/subgraph/user-error-code.ts';

const RULES: readonly Rule[] = [
  {
    pattern: /(?<![\w.~:-])\/(work|root)\/\w/,
    concerns: () => true,
    reason: 'names a folder of one machine',
  },
  { pattern: /\bregistry\.\w+\.\w+/, concerns: () => true, reason: 'names a package registry' },
  { pattern: /\b(TODO|FIXME|XXX)\b/, concerns: () => true, reason: 'leaves work undone' },
  { pattern: /^\s*debugger\b/, concerns: isCode, reason: 'stops in a debugger' },
  { pattern: /\b(test|it|describe|suite)\.only\(|\bonly: true\b/, concerns: isCode, reason: 'runs one test alone' },
  {
    pattern: /\bprocess\.exit\(/,
    concerns: (path) => isProductionCode(path) && path.includes('/src/') && !path.endsWith('/main.ts'),
    reason: 'ends the process; only main.ts may',
  },
  {
    pattern: /^(?!\s*(\/?\*|\/\/)).*(geofence|headcount|muster|timesheet|tracker(?!s?-)|[a-z]Visit|\bvisits\b)/i,
    concerns: (path) => path.startsWith('packages/kit/src/') && path !== API_CODES && isProductionCode(path),
    reason: 'puts a product noun into kit',
  },
];

const TEXT = /\.(ts|tsx|mjs|cjs|js|json|md|yml|yaml|sql|graphql|css|html|sh)$|(^|\/)(run|Dockerfile|NOTICE|\.[a-z]+)$/;
const EXEMPT = new Set(['package-lock.json', 'scripts/check-words.ts', 'scripts/check-words.test.ts']);

/** Lines of hand-written files that hold what none may hold. */
export async function checkWords(root: string): Promise<string[]> {
  const files = await listFiles(root, (path) => TEXT.test(path) && !EXEMPT.has(path));
  const problems: string[] = [];
  for (const path of files) {
    const rules = RULES.filter(({ concerns }) => concerns(path));
    const lines = (await readFile(join(root, path), 'utf8')).split('\n');
    for (const [index, line] of lines.entries()) {
      const broken = rules.find(({ pattern }) => pattern.test(line));
      if (broken) problems.push(`${path}:${index + 1} ${broken.reason}: ${line.trim().slice(0, 80)}`);
    }
  }
  return problems;
}

if (import.meta.main) await report(checkWords);
