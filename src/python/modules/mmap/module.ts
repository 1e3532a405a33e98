/** The module mmap: files as memory. */
import { MMAP_TYPE, OS_ERROR } from '../../format/types.js';
import type { ModuleDefinition } from '../module-definition.js';
import { ACCESS, ADVICE, MAP, PAGE, PROT } from './constants.js';
import { MMAP } from './definition.js';

const CONSTANTS: Readonly<Record<string, number>> = {
  ...ACCESS,
  ...MAP,
  ...PROT,
  ...ADVICE,
  PAGESIZE: PAGE,
  ALLOCATIONGRANULARITY: PAGE,
};

export const MMAP_MODULE: ModuleDefinition = {
  name: 'mmap',
  own: [MMAP],
  types: [MMAP_TYPE],
  attributes: (rt) => ({
    error: OS_ERROR,
    ...Object.fromEntries(Object.entries(CONSTANTS).map(([name, value]) => [name, rt.int(value)])),
  }),
};
