/** `__dict__` and `__weakref__`: what a class gives its instances if its base has not. */
import type { PropertyDefinition } from '../../runtime/definitions.js';
import { kernel } from '../../runtime/definitions.js';

/** Of builtin types whose instances have a dict. */
export const DICT_PROPERTY: PropertyDefinition = {
  name: '__dict__',
  get: kernel('instance_get_dict'),
  set: kernel('instance_set_dict'),
  doc: 'dictionary for instance variables (if defined)',
};

export const INSTANCE_PROPERTIES: readonly PropertyDefinition[] = [
  DICT_PROPERTY,
  { name: '__weakref__', get: kernel('instance_get_weak'), doc: 'list of weak references to the object (if defined)' },
];
