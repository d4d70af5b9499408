import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openSite, type Site } from '../standalone/standalone-harness.ts';
import { contextSuites } from './contexts.ts';
import { fieldSuites } from './fields.ts';
import { keySuites } from './keys.ts';
import { sharedSuites } from './shared.ts';
import { operationSuites } from './operations.ts';
import { typeSuites } from './types.ts';

// Federation as its specification has it, over HTTP subgraphs of @apollo/subgraph, the order of response keys included.

for (const { name, subgraphs, cases } of [
  ...keySuites,
  ...fieldSuites,
  ...contextSuites,
  ...typeSuites,
  ...operationSuites,
  ...sharedSuites,
]) {
  describe(name, () => {
    let site: Site;
    before(async () => {
      site = await openSite(subgraphs);
    });
    after(() => site[Symbol.asyncDispose]());

    for (const { name: holds, query, variables, data, errors = [] } of cases) {
      test(holds, async () => {
        const answer = await site.ask(query, variables);
        assert.equal(JSON.stringify(answer.data), JSON.stringify(data), answer.text);
        assert.deepEqual(answer.errors?.map(({ path }) => path?.join('.')) ?? [], errors);
      });
    }
  });
}
