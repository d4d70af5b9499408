import { configureGlobal } from 'fast-check';

// Loaded before the tests of a workspace that checks properties. The same commit gives the same answer each time: which
// stories are drawn is settled, unless the whole scale is asked for or `TREKKER_TEST_SEED=any`; a number is that seed.

const { TREKKER_TEST_SCALE: scale, TREKKER_TEST_SEED: asked } = process.env;
const SETTLED = 20_261_121;

const isAny = asked === undefined ? scale === 'full' : asked === 'any';
if (!isAny) configureGlobal({ seed: asked === undefined ? SETTLED : Number(asked) });
