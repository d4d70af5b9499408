import { createHook, type AsyncHook } from 'node:async_hooks';
import { createRequire, syncBuiltinESMExports } from 'node:module';

// Loaded before every file of tests. The runner follows every promise and every timer, to know which test an error belongs
// to that nobody catches; that makes a test with a whole installation in its process a third slower. Here it follows only
// while a suite is declared, by which it knows the tests within, and such an error ends the file, which fails.

type Declare = (...given: unknown[]) => unknown;
type Suite = Declare & Record<'only' | 'skip' | 'todo', Declare>;

const hooks = Object.getPrototypeOf(createHook({})) as { enable: (this: AsyncHook) => AsyncHook };
const ofRunner = new Set<AsyncHook>();
let suites = 0;

if (process.env['NODE_TEST_CONTEXT']) {
  hooks.enable = enableOthers(hooks.enable);
  const runner = createRequire(import.meta.url)('node:test') as Record<'describe' | 'suite', Suite>;
  runner.describe = runner.suite = followingAll(runner.suite);
  syncBuiltinESMExports();
  process.prependListener('uncaughtException', end('uncaughtException'));
  process.prependListener('unhandledRejection', end('unhandledRejection'));
}

/** Enables the hooks of others at once, and that of the runner within suites. */
function enableOthers(enable: (this: AsyncHook) => AsyncHook) {
  return function enableSome(this: AsyncHook): AsyncHook {
    if (new Error('who').stack?.includes('node:internal/test_runner')) ofRunner.add(this);
    return suites > 0 || !ofRunner.has(this) ? enable.call(this) : this;
  };
}

function followingAll(suite: Suite): Suite {
  const { only, skip, todo } = suite;
  return Object.assign(following(suite), { only: following(only), skip: following(skip), todo: following(todo) });
}

function following(declare: Declare): Declare {
  return (...given) => {
    suites += 1;
    for (const hook of ofRunner) hook.enable();
    try {
      return declare(...given);
    } finally {
      suites -= 1;
      if (suites === 0) for (const hook of ofRunner) hook.disable();
    }
  };
}

function end(event: string) {
  return (error: unknown) => {
    console.error(event, error);
    process.exit(1);
  };
}
