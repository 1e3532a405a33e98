/** The types of this folder: None, NotImplemented, Ellipsis. */
import type { Address } from '../../../base/ids.js';
import { ELLIPSIS, NONE, NOT_IMPLEMENTED } from '../../format/memory-map.js';
import { NO_ARGUMENTS } from '../../format/objects.js';
import {
  DEPRECATION_WARNING,
  ELLIPSIS_TYPE,
  NONE_TYPE_TYPE,
  NOT_IMPLEMENTED_TYPE_TYPE,
  TYPE_ERROR,
} from '../../format/types.js';
import { warnText } from '../../modules/warnings/warn.js';
import { method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';

/** Calling the type gives the only instance. */
function constant(
  address: Address,
  name: string,
  shown: string,
  value: Address,
  truth?: (rt: Runtime) => number,
): TypeDefinition {
  return {
    address,
    name,
    bytes: 8,
    slots: {
      REPR: (rt) => rt.name(shown),
      NEW: (rt: Runtime, _type: Address, _args: Address, positional: number, names: Address) => {
        if (positional > 0 || names !== 0) rt.raise(TYPE_ERROR, `${name} takes no arguments`);
        return value;
      },
      ...(truth === undefined ? {} : { BOOL: truth }),
    },
    methods: value === NONE ? [] : [method('__reduce__', NO_ARGUMENTS, (rt) => rt.name(shown))],
  };
}

const NOT_IMPLEMENTED_CONSTANT = constant(
  NOT_IMPLEMENTED_TYPE_TYPE,
  'NotImplementedType',
  'NotImplemented',
  NOT_IMPLEMENTED,
  (rt) => {
    warnText(rt, DEPRECATION_WARNING, 'NotImplemented should not be used in a boolean context');
    return 1;
  },
);

export const CONSTANT_TYPES: readonly TypeDefinition[] = [
  constant(NONE_TYPE_TYPE, 'NoneType', 'None', NONE, () => 0),
  NOT_IMPLEMENTED_CONSTANT,
  constant(ELLIPSIS_TYPE, 'ellipsis', 'Ellipsis', ELLIPSIS),
];
