/** The functions of sys that are about memory. */
import type { Address } from '../../../base/ids.js';
import { allocatedBlocks, poolTable } from '../../collector/pools.js';
import { COUNT, NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import { TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { NONE } from '../../format/memory-map.js';
import { frontBytes } from '../../objects/sizes/cpython-size.js';
import { inTuple, method, type MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { native } from '../native.js';

export const MEMORY_FUNCTIONS: readonly MethodDefinition[] = [
  method(
    'getrefcount',
    ONE_ARGUMENT,
    // The call holds a reference itself, as CPython's does.
    (rt, _, p) => rt.int(rt.views.word(p + COUNT)),
    'Return the reference count of object.',
  ),
  inTuple(
    native(
      'getsizeof',
      'object, default=None',
      (rt, _, [object, otherwise]) => getSizeOf(rt, object, otherwise),
      'getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes.',
    ),
  ),
  method(
    'getallocatedblocks',
    NO_ARGUMENTS,
    (rt) => rt.int(allocatedBlocks(rt)),
    'Return the number of memory blocks currently allocated.',
  ),
  method('_debugmallocstats', NO_ARGUMENTS, debugMallocStats, 'Print debug info to stderr about the state of pools.'),
];

function getSizeOf(rt: Runtime, p: Address, otherwise: Address): Address {
  const asked = () => rt.int(sizeByMethod(rt, p) + frontBytes(rt, p));
  return otherwise === 0 ? asked() : rt.catching(TYPE_ERROR, asked, () => otherwise);
}

/** What the class says of itself. */
function sizeByMethod(rt: Runtime, p: Address): number {
  const type = rt.typeOf(p);
  const method_ = rt.optionalAttribute(type, '__sizeof__');
  if (method_ === 0) rt.raise(TYPE_ERROR, `Type ${rt.typeName(type)} doesn't define __sizeof__`);
  const answer = rt.callBound(method_, p);
  if (!rt.isInt(answer)) rt.raise(TYPE_ERROR, 'an integer is required');
  const size = Number(rt.bigInt(answer));
  if (size < 0) rt.raise(VALUE_ERROR, '__sizeof__() should return >= 0');
  return size;
}

function debugMallocStats(rt: Runtime): Address {
  rt.writeError(poolTable(rt));
  return NONE;
}
