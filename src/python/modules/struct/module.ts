/** _struct: values as C lays them out in bytes. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { STRUCT_TYPE } from '../../format/module-types.js';
import { EXCEPTION, TYPE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { exceptionClass } from '../exception-class.js';
import type { ModuleDefinition } from '../module-definition.js';
import { beside, native } from '../native.js';
import { forgetLayouts, keepError, layoutOf, pack, packInto, unpack, unpackFrom } from './layouts.js';
import { iterUnpack, STRUCT_TYPES } from './types.js';

/** The arguments behind the format, which must be there. */
function withFormat(rt: Runtime, all: Address): [Address, Address[]] {
  const [format, ...rest] = rt.tupleItems(all);
  return format === undefined ? rt.raise(TYPE_ERROR, 'missing format argument') : [format, rest];
}

export const STRUCT_MODULE: ModuleDefinition = {
  name: '_struct',
  doc: 'Functions to convert between Python values and C structs.',
  own: STRUCT_TYPES,
  types: [STRUCT_TYPE],
  functions: [
    native('calcsize', 'format, /', (rt, _, [format]) => rt.int(layoutOf(rt, format).bytes)),
    beside('struct_pack', 'pack', '*arguments', (rt, _, [all]) => pack(rt, ...withFormat(rt, all))),
    beside('struct_unpack', 'unpack', 'format, buffer, /', (rt, _, [format, buffer]) => unpack(rt, format, buffer)),
    native('pack_into', '*arguments', (rt, _, [all]) => packInto(rt, ...withFormat(rt, all))),
    native('unpack_from', 'format, /, buffer, offset=0', (rt, _, [format, buffer, offset]) =>
      unpackFrom(rt, format, buffer, offset),
    ),
    native('iter_unpack', 'format, buffer, /', (rt, _, [format, buffer]) =>
      iterUnpack(rt, rt.call(STRUCT_TYPE, [format]), buffer),
    ),
    native('_clearcache', '', () => {
      forgetLayouts();
      return NONE;
    }),
  ],
  attributes: (rt) => {
    const error = exceptionClass(rt, 'struct', 'error', [EXCEPTION]);
    keepError(rt, error);
    return { error };
  },
};
