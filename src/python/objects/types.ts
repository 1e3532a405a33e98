/** All types that are not written in Python and belong to no module that has its own, bases before what derives from them. */
import { IO_TYPES } from '../modules/io/module.js';
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
  ...WEAK_TYPES,
  ...IO_TYPES,
];
