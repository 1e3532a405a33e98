/** itertools. */
import { ITERTOOLS_TYPES } from './types.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { tee } from './make.js';

export const ITERTOOLS: ModuleDefinition = {
  name: 'itertools',
  doc: 'Functional tools for creating and using iterators.',
  own: ITERTOOLS_TYPES,
  functions: [
    native(
      'tee',
      'iterable, n=2, /',
      (rt, _, [iterable, n]) => tee(rt, iterable, n),
      'Returns a tuple of n independent iterators.',
    ),
  ],
  types: ITERTOOLS_TYPES.map(({ address }) => address),
};
