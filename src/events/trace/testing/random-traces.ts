/** Valid traces at random. */
import fc from 'fast-check';
import { TRACE_OP, type AllocationTrace } from '../trace.js';
import { TraceBuilder } from '../trace-builder.js';
import { TraceProblems } from '../trace-problems.js';

interface Call {
  roll: number;
  which: number;
  size: number;
  log: number;
}

const size = fc.oneof(fc.nat(64), fc.nat(3000), fc.nat(100_000));
const call: fc.Arbitrary<Call> = fc.record({
  roll: fc.nat(99),
  which: fc.nat(),
  size,
  log: fc.integer({ min: 0, max: 12 }),
});

/** @param plain malloc, realloc and free only */
export function randomTrace(plain: boolean, maxLength = 200): fc.Arbitrary<AllocationTrace> {
  return fc.array(call, { minLength: 1, maxLength, size: 'max' }).map((calls) => traceOf(calls, plain));
}

function traceOf(calls: readonly Call[], plain: boolean): AllocationTrace {
  const problems = new TraceProblems(false);
  const builder = new TraceBuilder(problems, { show: String, place: 'call' }, 'operations');
  const live: number[] = [];
  for (const [i, { roll, which, size, log }] of calls.entries()) {
    const at = which % Math.max(live.length, 1);
    if (live.length > 0 && roll < 35) builder.free(i, live.splice(at, 1)[0]!);
    else if (live.length > 0 && roll < 50) builder.reallocate(i, live[at]!, size);
    else {
      const op = plain || roll < 80 ? TRACE_OP.malloc : roll < 90 ? TRACE_OP.calloc : TRACE_OP.memalign;
      live.push(builder.trace.ids);
      builder.allocate(i, op, builder.trace.ids, size, op === TRACE_OP.memalign ? 2 ** log : 0);
    }
  }
  return builder.trace;
}

/** The columns as plain arrays, to be compared. */
export function plainTrace({ op, id, size, alignment, clock, ids }: AllocationTrace): unknown {
  return {
    op: [...op.view()],
    id: [...id.view()],
    size: [...size.view()],
    alignment: [...alignment.view()],
    clock: [...clock.view()],
    ids,
  };
}
