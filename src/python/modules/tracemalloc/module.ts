/** _tracemalloc: what CPython's tracemalloc.py is written on. */
import type { Address } from '../../../base/ids.js';
import { blockOf } from '../../collector/blocks.js';
import { allocationTraces } from '../../collector/traces.js';
import { HEAP, NONE } from '../../format/memory-map.js';
import { ARGUMENTS, NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import { TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { layoutOf } from '../../objects/sizes/cpython-size.js';
import { method } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { cInt } from '../c-int.js';
import type { ModuleDefinition } from '../module-definition.js';

const MOST_FRAMES = 65_535;
/** All memory of Python's objects is in one domain. */
const DOMAIN = 0;

export const TRACEMALLOC_MODULE: ModuleDefinition = {
  name: '_tracemalloc',
  doc: 'Debug module to trace memory blocks allocated by Python.',
  functions: [
    method(
      'is_tracing',
      NO_ARGUMENTS,
      (rt) => rt.bool(allocationTraces(rt).isTracing),
      'Return True if the tracemalloc module is tracing Python memory allocations.',
    ),
    method('clear_traces', NO_ARGUMENTS, clear, 'Clear traces of memory blocks allocated by Python.'),
    method('_get_traces', NO_ARGUMENTS, getTraces, 'Get traces of all memory blocks allocated by Python.'),
    method(
      '_get_object_traceback',
      ONE_ARGUMENT,
      objectTraceback,
      'Get the traceback where the Python object obj was allocated.',
    ),
    method('start', ARGUMENTS, start, 'Start tracing Python memory allocations.'),
    method('stop', NO_ARGUMENTS, stop, 'Stop tracing Python memory allocations.'),
    method(
      'get_traceback_limit',
      NO_ARGUMENTS,
      (rt) => rt.int(allocationTraces(rt).limit),
      'Get the maximum number of frames stored in the traceback of a trace.',
    ),
    method(
      'get_tracemalloc_memory',
      NO_ARGUMENTS,
      (rt) => rt.int(allocationTraces(rt).overhead),
      'Get the memory usage in bytes of the tracemalloc module.',
    ),
    method(
      'get_traced_memory',
      NO_ARGUMENTS,
      (rt) =>
        rt.tuple(
          allocationTraces(rt)
            .memory()
            .map((bytes) => rt.int(bytes)),
        ),
      'Get the current size and peak size of memory blocks traced by tracemalloc.',
    ),
    method('reset_peak', NO_ARGUMENTS, resetPeak, 'Set the peak size of memory blocks to the current size.'),
  ],
};

function start(rt: Runtime, _: Address, at: Address, count: number): Address {
  if (count > 1) rt.raise(TYPE_ERROR, `start expected at most 1 argument, got ${count}`);
  const frames = count === 0 ? 1 : cInt(rt, rt.views.word(at));
  if (frames < 1 || frames > MOST_FRAMES)
    rt.raise(VALUE_ERROR, `the number of frames must be in range [1; ${MOST_FRAMES}]`);
  const traces = allocationTraces(rt);
  rt.tracesNumbers = true;
  if (!traces.isTracing && !traces.start(frames)) rt.noMemory();
  return NONE;
}

function stop(rt: Runtime): Address {
  const traces = allocationTraces(rt);
  if (traces.isTracing) traces.stop();
  return NONE;
}

function clear(rt: Runtime): Address {
  if (allocationTraces(rt).isTracing) allocationTraces(rt).clear();
  return NONE;
}

function resetPeak(rt: Runtime): Address {
  if (allocationTraces(rt).isTracing) allocationTraces(rt).resetPeak();
  return NONE;
}

function getTraces(rt: Runtime): Address {
  const traces = allocationTraces(rt);
  if (!traces.isTracing) return rt.list([]);
  const blocks = traces.marked();
  const sizes = traces.sizes(blocks);
  return traces.untraced(() => {
    const tracebacks = new Map<number, Address>();
    const list = rt.list([]);
    blocks.forEach(({ trace }, index) => {
      let traceback = tracebacks.get(trace);
      if (traceback === undefined) tracebacks.set(trace, (traceback = tracebackOf(rt, trace)));
      const shared = traceback;
      rt.pooled(() => {
        for (const size of sizes[index]) {
          const row = [rt.int(DOMAIN), rt.int(size), shared, rt.int(traces.places(trace).length || 1)];
          rt.status(rt.kernel.listAppend(list, rt.tuple(row)));
        }
        return 0;
      });
    });
    return list;
  });
}

/** The frames of a trace, the innermost first, as tracemalloc.py wants them. */
function tracebackOf(rt: Runtime, trace: number): Address {
  const traces = allocationTraces(rt);
  const places = traces.places(trace).slice(0, traces.limit);
  if (places.length === 0) return rt.tuple([rt.tuple([rt.name('<unknown>'), rt.int(0)])]);
  return rt.tuple(places.map(({ file, line }) => rt.tuple([rt.string(file), rt.int(line)])));
}

/** CPython 3.11 looks for the block right before the head for cycles, and so finds none of what has a dict in front of that. */
function objectTraceback(rt: Runtime, _: Address, p: Address): Address {
  if (p < HEAP || layoutOf(rt, rt.typeOf(p)).managesDict) return NONE;
  const block = allocationTraces(rt).blockAt(blockOf(rt, p));
  return block?.isMarked !== true ? NONE : tracebackOf(rt, block.trace);
}
