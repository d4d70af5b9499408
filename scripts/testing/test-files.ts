import { globSync } from 'node:fs';

// Journeys in e2e/ are Playwright's.
const ELSEWHERE = new Set(['node_modules', '.next', 'e2e']);

/** The files of tests in a folder, as paths within it, always in the same order. */
export function testFiles(folder: string): string[] {
  return globSync('**/*.test.ts', { cwd: folder, exclude: (path) => ELSEWHERE.has(path) }).toSorted();
}

/** Whether a file stands beside the code it tests, which such tests have to themselves; those in test/ have other parts run. */
export function isBesideCode(file: string): boolean {
  return !/(?:^|\/)test\//.test(file);
}

/** Deals files out to so many parts, neighbours to different ones: those that take long often stand side by side. */
export function dealt(files: readonly string[], parts: number): string[][] {
  return Array.from({ length: parts }, (_, part) => files.filter((_file, index) => index % parts === part));
}
