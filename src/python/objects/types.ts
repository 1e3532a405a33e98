/** All types that are not written in Python, bases before what derives from them. */
import { COLLECTIONS_TYPES } from '../modules/collections/module.js';
import { FUNCTOOLS_TYPES } from '../modules/functools/module.js';
import { JSON_TYPES } from '../modules/json/module.js';
import { ITERTOOLS_TYPES } from '../modules/itertools/types.js';
import { SCANDIR_TYPES } from '../modules/posix/definition.js';
import { MMAP } from '../modules/mmap/definition.js';
import { IO_TYPES } from '../modules/io/module.js';
import { OPERATOR_TYPES } from '../modules/operator/types.js';
import type { TypeDefinition } from '../runtime/definitions.js';
import { BYTES_TYPES } from './bytes/definition.js';
import { CLASS_TYPES } from './classes/definition.js';
import { EXECUTION_TYPES } from '../execution/definition.js';
import { CONSTANT_TYPES } from './constants/definition.js';
import { EXCEPTION_TYPES } from './exceptions/definition.js';
import { FUNCTION_TYPES } from './functions/definition.js';
import { ITERATOR_TYPES } from './iterators/definition.js';
import { MAPPING_TYPES } from './mappings/definition.js';
import { NUMBER_TYPES } from './numbers/definition.js';
import { SEQUENCE_TYPES } from './sequences/definition.js';
import { SET_TYPES } from './sets/definition.js';
import { TEXT_TYPES } from './text/definition.js';
import { RANDOM } from '../modules/random/definition.js';
import { SHA512 } from '../modules/sha512/definition.js';
import { LOCK, RLOCK } from '../modules/thread/locks.js';
import { WEAK_TYPES } from './weak/definition.js';

export const TYPES: readonly TypeDefinition[] = [
  ...CLASS_TYPES,
  ...CONSTANT_TYPES,
  ...FUNCTION_TYPES,
  ...EXECUTION_TYPES,
  ...NUMBER_TYPES,
  ...TEXT_TYPES,
  ...BYTES_TYPES,
  ...SEQUENCE_TYPES,
  ...MAPPING_TYPES,
  ...SET_TYPES,
  ...ITERATOR_TYPES,
  ...EXCEPTION_TYPES,
  ...COLLECTIONS_TYPES,
  ...FUNCTOOLS_TYPES,
  ...JSON_TYPES,
  ...ITERTOOLS_TYPES,
  ...OPERATOR_TYPES,
  ...WEAK_TYPES,
  RANDOM,
  SHA512,
  LOCK,
  RLOCK,
  MMAP,
  ...SCANDIR_TYPES,
  ...IO_TYPES,
];
