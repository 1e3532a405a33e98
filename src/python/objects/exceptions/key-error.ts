/** KeyError: its text is the repr of the key, so that an empty key can be seen. */
import { kernel } from '../../runtime/definitions.js';
import type { ExceptionParts } from './fields.js';

export const KEY_PARTS: ExceptionParts = { slots: { STR: kernel('key_error_str') } };
