/** The types of this folder: object, type, and what classes are made of: property, classmethod, staticmethod, super, descriptors, mappingproxy. */
import type { TypeDefinition } from '../../runtime/definitions.js';
import { ABC_DATA } from './abc-data.js';
import { ALIAS } from './alias.js';
import { CALLABLE_TYPES } from './callable-types.js';
import { DESCRIPTOR_TYPES } from './descriptor-types.js';
import { MODULE_DEFINITION } from './module.js';
import { NAMESPACE } from './namespace.js';
import { OBJECT } from './object.js';
import { PROPERTY } from './property.js';
import { PROXY } from './proxy.js';
import { SUPER } from './super.js';
import { TYPE_DEFINITION } from './type.js';
import { UNION } from './union.js';

export const CLASS_TYPES: readonly TypeDefinition[] = [
  OBJECT,
  TYPE_DEFINITION,
  ...DESCRIPTOR_TYPES,
  PROPERTY,
  ...CALLABLE_TYPES,
  SUPER,
  PROXY,
  MODULE_DEFINITION,
  NAMESPACE,
  ALIAS,
  UNION,
  ABC_DATA,
];
