/** The types of this folder: None, NotImplemented, Ellipsis. */
import type { Address } from '../../../base/ids.js';
import { ELLIPSIS, NONE, NOT_IMPLEMENTED } from '../../format/memory-map.js';
import { NO_ARGUMENTS } from '../../format/objects.js';
import { ELLIPSIS_TYPE, NONE_TYPE_TYPE, NOT_IMPLEMENTED_TYPE_TYPE, TYPE_ERROR } from '../../format/types.js';
import { method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';

/** Calling the type gives the only instance. */
function constant(address: Address, name: string, shown: string, value: Address): TypeDefinition {
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
      ...(value === NONE ? { BOOL: () => 0 } : {}),
    },
    methods: value === NONE ? [] : [method('__reduce__', NO_ARGUMENTS, (rt) => rt.name(shown))],
  };
}

const NOT_IMPLEMENTED_CONSTANT = constant(
  NOT_IMPLEMENTED_TYPE_TYPE,
  'NotImplementedType',
  'NotImplemented',
  NOT_IMPLEMENTED,
);

export const CONSTANT_TYPES: readonly TypeDefinition[] = [
  constant(NONE_TYPE_TYPE, 'NoneType', 'None', NONE),
  NOT_IMPLEMENTED_CONSTANT,
  constant(ELLIPSIS_TYPE, 'ellipsis', 'Ellipsis', ELLIPSIS),
];
