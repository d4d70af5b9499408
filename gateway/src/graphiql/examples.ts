import { readdir, readFile } from 'node:fs/promises';

/** An operation that GraphiQL offers to whoever opens it. */
export interface Example {
  /** What it answers, a few words: the first line of its file. */
  readonly label: string;
  readonly query: string;
}

const FOLDER = new URL('examples/', import.meta.url);

/** The saved examples in the order of their file names. */
export async function readExamples(): Promise<Example[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.graphql')).toSorted();
  return Promise.all(files.map(async (name) => exampleOf(await readFile(new URL(name, FOLDER), 'utf8'))));
}

function exampleOf(query: string): Example {
  return { label: query.slice(0, query.indexOf('\n')).replace(/^#\s*/u, ''), query };
}
