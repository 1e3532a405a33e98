/** The types of this folder: bytes, bytearray, memoryview. */
import type { TypeDefinition } from '../../runtime/definitions.js';

export const BYTES_TYPES: readonly TypeDefinition[] = [];
