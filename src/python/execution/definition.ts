/** Types of what executes. */
import type { TypeDefinition } from '../runtime/definitions.js';
import { CODE_DEFINITION } from './code.js';
import { FRAME_DEFINITIONS } from './frames.js';
import { CELL_DEFINITION, FUNCTION_DEFINITION } from './functions.js';
import { GENERATOR_DEFINITIONS } from './generators.js';

export const EXECUTION_TYPES: readonly TypeDefinition[] = [
  FUNCTION_DEFINITION,
  CODE_DEFINITION,
  CELL_DEFINITION,
  ...FRAME_DEFINITIONS,
  ...GENERATOR_DEFINITIONS,
];
