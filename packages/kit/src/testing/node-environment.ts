/**
 * What a process that a test starts is told of this one, though it is told nothing else: where programs are, and what lets
 * a Node begin as fast as the one that runs the tests.
 */
export function nodeEnvironment(): Record<string, string> {
  const { PATH, NODE_OPTIONS, NODE_COMPILE_CACHE } = process.env; // oxlint-disable-line node/no-process-env -- what any program needs
  const given = Object.entries({ PATH, NODE_OPTIONS, NODE_COMPILE_CACHE });
  return Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
