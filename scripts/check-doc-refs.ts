import { existsSync, globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listFiles } from './check/list-files.ts';
import { headingAnchors, withoutCode } from './check/markdown.ts';
import { report } from './check/report.ts';

/** Folders of the repository's top; a back-ticked path that begins with one must exist. */
const TOP_FOLDERS = new Set([
  '.ci',
  'bench',
  'deploy',
  'docs',
  'gateway',
  'packages',
  'schema',
  'scripts',
  'subgraphs',
  'web',
]);

/**
 * Whether the documents tell the truth about the repository: every relative link and every back-ticked path in `*.md`
 * leads to a file, every anchor to a heading, and every `TREKKER_…` in `*.md` and in the schema is an option that
 * exists.
 */
export async function checkDocRefs(root: string): Promise<string[]> {
  const documents = await listFiles(root, (path) => path.endsWith('.md'));
  const schemas = await listFiles(root, (path) => /^schema\/.*\.graphql$/.test(path));
  const known = await knownOptions(root);
  const problems: string[] = [];
  for (const path of documents) {
    const text = await readFile(join(root, path), 'utf8');
    problems.push(
      ...(await linkProblems({ root, path, text })),
      ...pathProblems({ root, path, text }),
      ...optionProblems({ path, text, known }),
    );
  }
  for (const path of schemas) {
    problems.push(...optionProblems({ path, text: await readFile(join(root, path), 'utf8'), known }));
  }
  return problems;
}

interface MarkdownFile {
  readonly root: string;
  readonly path: string;
  readonly text: string;
}

async function linkProblems({ root, path, text }: MarkdownFile): Promise<string[]> {
  const problems: string[] = [];
  for (const [, target = ''] of withoutCode(text).matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) continue;
    const [file = '', anchor] = target.split('#');
    const linked = file === '' ? path : join(dirname(path), decodeURIComponent(file));
    if (!existsSync(join(root, linked))) problems.push(`${path} links to ${target}, which does not exist`);
    else if (anchor && linked.endsWith('.md')) {
      const anchors = headingAnchors(await readFile(join(root, linked), 'utf8'));
      if (!anchors.has(anchor)) problems.push(`${path} links to ${target}, but ${linked} has no such heading`);
    }
  }
  return problems;
}

function pathProblems({ root, path, text }: MarkdownFile): string[] {
  const quoted = [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, token = '']) => token);
  return quoted
    .filter((token) => TOP_FOLDERS.has(token.split('/')[0] ?? '') && /^[\w./@*-]+\/[\w./@*-]*$/.test(token))
    .filter((token) => !exists(root, token) && !exists(join(root, dirname(path)), token))
    .map((token) => `${path} speaks of \`${token}\`, which does not exist`);
}

function exists(folder: string, path: string): boolean {
  return path.includes('*') ? globSync(path, { cwd: folder }).length > 0 : existsSync(join(folder, path));
}

function optionProblems({ path, text, known }: { path: string; text: string; known: Set<string> }): string[] {
  const named = new Set(text.match(/\bTREKKER_[A-Z0-9_]*[A-Z0-9]\b/g));
  return [...named.difference(known)].map((name) => `${path} speaks of ${name}, which no config.ts declares`);
}

/** Options of the services, and what the scripts and test tools read. */
async function knownOptions(root: string): Promise<Set<string>> {
  const files = await listFiles(
    root,
    (path) =>
      path.endsWith('/config.ts') || /^scripts\/.*\.ts$|\/testing\/.*\.ts$|\/playwright\.config\.ts$/.test(path),
  );
  const sources = files.filter((path) => !path.endsWith('.test.ts')).map((path) => readFile(join(root, path), 'utf8'));
  return new Set((await Promise.all(sources)).flatMap((text) => text.match(/\bTREKKER_[A-Z0-9_]*[A-Z0-9]\b/g) ?? []));
}

if (import.meta.main) await report(checkDocRefs);
