// Loaded before every file of tests: one that hangs, or that something keeps alive after its tests, ends by itself, and
// what else there is to test is tested.

const seconds = Number(process.env['TREKKER_TEST_PATIENCE_SECONDS']);

if (process.env['NODE_TEST_CONTEXT'] && seconds > 0)
  setTimeout(() => {
    console.error(`not at its end after ${seconds} s, and given up`);
    process.exit(1);
  }, seconds * 1_000).unref();
