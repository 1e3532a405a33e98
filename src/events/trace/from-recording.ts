/**
 * The allocation trace of a recording. Alignments are not recorded: what memalign and its like asked for is taken to be
 * the largest power of two that divides all addresses that one call site was given, up to a page.
 */
import { counted } from '../../base/format.js';
import { EVENT, type Recording } from '../recording.js';
import { ROUTINE, type RoutineCode } from '../routines.js';
import type { CallLog } from './call-log.js';
import { finished, type ReadTrace } from './read-trace.js';
import { TRACE_OP } from './trace.js';
import { TraceBuilder } from './trace-builder.js';
import { TraceProblems } from './trace-problems.js';

const PAGE = 4096;
const LEAST = 16;
const ALIGNED: readonly RoutineCode[] = [ROUTINE.memalign, ROUTINE.aligned_alloc, ROUTINE.posix_memalign];

/** @throws TraceError whose line is the number of an event */
export function traceOfRecording(recording: Recording, lenient: boolean): ReadTrace {
  const problems = new TraceProblems(lenient);
  if (recording.calls) return fromCalls(recording.calls, problems);
  const { kind, subject, size, stack, routine, clock } = recording.events;
  const builder = new TraceBuilder(problems, { show: (block) => `block ${block}`, place: 'event' }, 'calls');
  const alignments = alignmentsByStack(recording);
  for (let i = 0; i < kind.length; i++) {
    const [what, block, bytes, now] = [kind.get(i), subject.get(i), size.get(i), clock.get(i)];
    if (what === EVENT.free) builder.free(i + 1, block, now);
    else if (what === EVENT.move) builder.reallocate(i + 1, block, bytes, block, now);
    else if (what === EVENT.alloc) {
      const aligned = ALIGNED.includes(routine.get(i)) ? alignments.get(stack.get(i))! : 0;
      const plain = routine.get(i) === ROUTINE.calloc ? TRACE_OP.calloc : TRACE_OP.malloc;
      builder.allocate(
        i + 1,
        aligned > LEAST ? TRACE_OP.memalign : plain,
        block,
        bytes,
        aligned > LEAST ? aligned : 0,
        now,
      );
    }
  }
  return finished('recording', builder.trace, [], problems);
}

function fromCalls({ trace, wrongCalls }: CallLog, problems: TraceProblems): ReadTrace {
  const notes = wrongCalls === 0 ? [] : [`${counted(wrongCalls, 'call')} of free or realloc named no live block.`];
  return finished('recording', trace, notes, problems);
}

function alignmentsByStack({ events }: Recording): Map<number, number> {
  const found = new Map<number, number>();
  for (let i = 0; i < events.kind.length; i++) {
    if (events.kind.get(i) !== EVENT.alloc || !ALIGNED.includes(events.routine.get(i))) continue;
    const address = events.address.get(i);
    const own = Math.min(PAGE, (address & -address) >>> 0 || PAGE);
    const stack = events.stack.get(i);
    found.set(stack, Math.min(own, found.get(stack) ?? PAGE));
  }
  return found;
}
