import type { Addresses } from './front.ts';
import type { Stack } from './stack.ts';

/** An installation that runs, in one process or apart. */
type Running = Pick<Stack, 'addresses' | 'logins'>;

/** Tells on standard output that GraphQL answers and devices are listened to. */
export function announceApi({ graphql, intake, devices }: Omit<Addresses, 'web'>, tookMs: number): void {
  const trackers = devices.map(({ protocol, port, isOpen }) => `${protocol} ${port}${isOpen ? '' : ' (taken)'}`);
  say(`Trekker answers after ${(tookMs / 1_000).toFixed(1)} s.`, [
    ['GraphQL', graphql.replace('127.0.0.1', 'localhost')],
    ['GraphiQL', consoleOf(graphql)],
    ['Devices', `${intake.replace('127.0.0.1', 'localhost')}/`],
    ...(trackers.length ? [['Trackers', trackers.join(', ')] as const] : []),
  ]);
}

/** Tells on standard output where people find the product and how they get in. */
export function announceReady(stack: Running, developerToken: string | null): void {
  const { logins } = stack;
  const { web, graphql } = stack.addresses();
  const rows: [string, string][] = [];
  if (web) rows.push(['Web app', webAddress(web, logins?.tenant)]);
  if (logins) rows.push(['Tenant', logins.tenant], ['Name', logins.name], ['Password', logins.password]);
  if (developerToken) rows.push(['GraphiQL', `${consoleOf(graphql)}#token=${developerToken}`]);
  rows.push(['Stop', 'Ctrl-C']);
  say('Ready.', rows);
}

/** Tells on standard output how the first administrator is made; the link works once. */
export function announceSetUp(stack: Running, token: string): void {
  const { web, graphql } = stack.addresses();
  const where = web ? `${web}/set-up#token=${token}` : `${graphql} (mutation setUp, token ${token})`;
  say('This installation has no tenant yet. Open this link once, within a day, to make the first administrator:', [
    ['Set up', where],
  ]);
}

function consoleOf(graphql: string): string {
  return graphql.replace('127.0.0.1', 'localhost').replace(/graphql$/, 'graphiql');
}

function webAddress(web: string, tenant: string | undefined): string {
  const port = new URL(web).port;
  return tenant ? `http://${tenant}.localhost:${port}` : `http://localhost:${port}`;
}

function say(headline: string, rows: readonly (readonly [string, string])[]): void {
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`);
  process.stdout.write(`\n${headline}\n${lines.join('\n')}\n`);
}
