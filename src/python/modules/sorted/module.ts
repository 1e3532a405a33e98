/** _heapq and _bisect. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import { VALUE_ERROR } from '../../format/types.js';
import { kernel, method, type MethodDefinition, type ParameterNative } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';

const heap = (name: string, convention: number, of: string, doc: string): MethodDefinition =>
  method(name, convention, kernel(`heapq_${of}`), doc);

export const HEAPQ: ModuleDefinition = {
  name: '_heapq',
  doc: 'Heap queue algorithm (a.k.a. priority queue).',
  functions: [
    heap('heappush', ARGUMENTS, 'heappush', 'Push item onto heap, maintaining the heap invariant.'),
    heap('heappushpop', ARGUMENTS, 'heappushpop', 'Push item on the heap, then pop and return the smallest item.'),
    heap('heappop', ONE_ARGUMENT, 'heappop', 'Pop the smallest item off the heap, maintaining the heap invariant.'),
    heap('heapreplace', ARGUMENTS, 'heapreplace', 'Pop and return the current smallest value, and add the new item.'),
    heap('heapify', ONE_ARGUMENT, 'heapify', 'Transform list into a heap, in-place, in O(len(heap)) time.'),
    heap('_heappop_max', ONE_ARGUMENT, 'heappop_max', 'Maxheap variant of heappop.'),
    heap('_heapreplace_max', ARGUMENTS, 'heapreplace_max', 'Maxheap variant of heapreplace.'),
    heap('_heapify_max', ONE_ARGUMENT, 'heapify_max', 'Maxheap variant of heapify.'),
  ],
};

const PARAMETERS = 'a, x, lo=0, hi=None, *, key=None';

/** Where x goes; of an insertion its key is compared. */
function place(rt: Runtime, [a, x, lo, hi, key]: Address[], right: number, value: Address): number {
  const low = lo === 0 ? 0 : rt.kernel.wordOf(lo);
  rt.status(low);
  if (low < 0) rt.raise(VALUE_ERROR, 'lo must be non-negative');
  const high = hi === 0 || hi === NONE ? rt.kernel.lengthOf(a) : rt.kernel.wordOf(hi);
  rt.status(high);
  return rt.status(rt.kernel.bisect(a, value || x, low, high, key === NONE ? 0 : key, right));
}

const search =
  (right: number): ParameterNative =>
  (rt, _, args) =>
    rt.int(place(rt, args, right, 0));

const insert =
  (right: number): ParameterNative =>
  (rt, _, args) => {
    const [a, x, , , key] = args;
    const value = key === 0 || key === NONE ? x : rt.call(key, [x]);
    const at = place(rt, args, right, value);
    rt.call(rt.attribute(a, 'insert'), [rt.int(at), x]);
    return NONE;
  };

export const BISECT: ModuleDefinition = {
  name: '_bisect',
  doc: 'Bisection algorithms.',
  functions: [
    native(
      'bisect_left',
      PARAMETERS,
      search(0),
      'Return the index where to insert item x in list a, assuming a is sorted.',
    ),
    native(
      'bisect_right',
      PARAMETERS,
      search(1),
      'Return the index where to insert item x in list a, assuming a is sorted.',
    ),
    native('insort_left', PARAMETERS, insert(0), 'Insert item x in list a, and keep it sorted assuming a is sorted.'),
    native('insort_right', PARAMETERS, insert(1), 'Insert item x in list a, and keep it sorted assuming a is sorted.'),
  ],
};
