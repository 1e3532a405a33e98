/** Trees and scopes of valid programs against CPython's, from what it said once, and from itself where it is installed. */
import { describe, expect, it } from 'vitest';
import { check, parse } from '../../src/languages/python/parse.js';
import { dumpScope } from '../../src/languages/python/symbols/dump.js';
import { dumpModule } from '../../src/languages/python/tree/dump.js';
import { fileOf, goldens, nameOf } from './goldens.js';
import { installedPython, librarySample } from './oracle.js';

describe('valid snippets', () => {
  for (const snippet of goldens.valid) {
    it(`have CPython's tree: ${nameOf(snippet)}`, () => {
      expect(dumpModule(parse(fileOf(snippet)))).toBe(snippet.tree);
    });

    it(`have CPython's scopes: ${nameOf(snippet)}`, () => {
      expect(dumpScope(check(fileOf(snippet)).scope)).toEqual(snippet.scopes);
    });
  }
});

/** Chosen by a seed; another one with HEAPGLASS_SEED. */
const SEED = Number(process.env.HEAPGLASS_SEED ?? 20_231);
const FILES = 25;

describe.skipIf(installedPython() === undefined)('the installed CPython 3.11', () => {
  it(`agrees on ${FILES} files of its library (seed ${SEED})`, () => {
    for (const { file, bytes, tree, scopes } of librarySample(installedPython()!, FILES, SEED)) {
      expect(dumpModule(parse(bytes)) === tree, `the tree of ${file}`).toBe(true);
      expect(dumpScope(check(bytes).scope), `the scopes of ${file}`).toEqual(scopes);
    }
  }, 60_000);
});
