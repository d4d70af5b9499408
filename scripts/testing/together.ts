import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

// Runs the files of tests that TREKKER_TESTS_TOGETHER lists in one process: code that many of them stand on is loaded
// once. No test begins before all files are loaded.

const files = JSON.parse(process.env['TREKKER_TESTS_TOGETHER'] ?? '[]') as readonly string[];
const loaded = Promise.withResolvers<void>();

before(() => loaded.promise);
for (const file of files) {
  await import(pathToFileURL(file).href).catch((error: unknown) => {
    void test(`${file} can be loaded`, () => {
      throw error;
    });
  });
}
loaded.resolve();
