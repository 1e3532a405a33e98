/**
 * One program on several allocators: run on each, without checks, in interleaved rounds; and its allocations, as one run
 * of it makes them, replayed on each for all that is not time.
 *
 * The runs are repeatable ones that are given the same input, and what they print is kept from the terminal.
 */
import { compareAllocators, type Comparison, type ProgramRun } from '../analysis/allocators/comparison.js';
import { traceFacts } from '../analysis/allocators/trace-facts.js';
import { counted } from '../base/format.js';
import type { Bytes } from '../base/ids.js';
import type { Ending } from '../events/findings.js';
import type { AllocationTrace } from '../events/trace/trace.js';
import { CallLogReader } from '../events/trace/call-log.js';
import { captureHost, type CapturedHost } from '../host/node/captured-host.js';
import { SharedInput } from '../host/node/shared-input.js';
import { DEFAULT_DESIGN, type AllocatorDesign, type MakeAllocator } from '../memory/alloc/designs.js';
import { replay } from '../memory/replay/replay.js';
import { prepareDirect, runDirect, type DirectProgram } from '../process/direct-run.js';
import type { KeptWork } from '../process/kept-work.js';
import { wasiSignature } from '../process/wasi/wasi.js';
import { nodeSystemCalls, type Surroundings } from './system-calls.js';

export interface CompareOptions extends Surroundings {
  /** Clocks and random numbers follow from it. */
  seed: number;
  /** Seconds that one run may take. */
  timeout?: number;
  memoryLimit: Bytes;
  designs: readonly AllocatorDesign[];
  /** Timed runs on each design, of which the quickest counts. */
  rounds: number;
  /** For the unusable free space index. */
  request: Bytes;
  kept?: KeptWork;
  /** Told before each part that takes a while. */
  progress?: (step: string) => void;
}

/** There is nothing to compare; the message says why. */
export class NothingToCompare extends Error {}

/** Milliseconds that a round on one design should take at least, and how often a short program is run for that. */
const ROUND = 20;
const MOST_PASSES = 10;
/** Milliseconds below which a time says little. */
const SHORT = 1;

interface Outcome {
  ending: Ending;
  message?: string;
  digest: string;
  milliseconds: number;
}

/**
 * @throws NothingToCompare, TraceTooLarge; MalformedModule or the engine's CompileError when the module cannot run
 */
export async function compareProgram(module: Uint8Array, options: CompareOptions): Promise<Comparison> {
  const { designs, rounds, request, progress } = options;
  const makers = await Promise.all(designs.map((design) => design.load()));
  progress?.('recording its allocations');
  const program = prepared(module, options);
  const log = new CallLogReader();
  const input = new SharedInput();
  const recorded = runOn(makers[0]!, program, input, options, { log });
  const { trace, wrongCalls } = log;
  requireComparable(recorded, trace, options);
  const measurements = await replay(trace, designs, {
    request,
    progress: (step) => progress?.(step),
  });
  const { runs, notes: runNotes } = timedRuns(program, makers, input, recorded, options);
  const notes = [
    ...endingNotes(recorded),
    ...(wrongCalls === 0
      ? []
      : [`${counted(wrongCalls, 'call')} of free or realloc named no live block; heapglass run says where.`]),
    ...runNotes,
  ];
  if (rounds > 0 && recorded.milliseconds < SHORT)
    notes.push(`A run takes less than ${SHORT} ms: too little for times that mean much.`);
  const facts = traceFacts(options.program, { trace, format: 'program', skipped: 0, notes });
  return compareAllocators(facts, measurements, { baseline: DEFAULT_DESIGN.name, runs });
}

function prepared(module: Uint8Array, { timeout, memoryLimit, kept }: CompareOptions): DirectProgram {
  const poll = timeout !== undefined;
  return prepareDirect(module, { clock: false, poll, memoryLimit, signatureOf: wasiSignature, kept });
}

function runOn(
  make: MakeAllocator,
  program: DirectProgram,
  input: SharedInput,
  options: CompareOptions,
  { log, trusted }: { log?: CallLogReader; trusted?: boolean } = {},
): Outcome {
  const { timeout, memoryLimit } = options;
  let captured: CapturedHost | undefined;
  const result = runDirect({
    program,
    memoryLimit,
    timeout,
    now: () => performance.now(),
    allocator: make,
    trusted,
    calls: log && ((words) => void log.take(words)),
    systemCalls: (memory, limit) =>
      nodeSystemCalls(memory, limit, options, (host) => (captured = captureHost(host, input)).host),
  });
  return { ...result, digest: captured!.digest() };
}

function requireComparable({ ending }: Outcome, trace: AllocationTrace, { designs, timeout }: CompareOptions): void {
  if (ending.how === 'timeout')
    throw new NothingToCompare(`the program did not end within ${timeout} s on ${designs[0]!.name}`);
  if (trace.op.length === 0)
    throw new NothingToCompare('the program allocates nothing (an optimiser takes out what is not used; -O0 keeps it)');
}

/**
 * Each design is tried once with all its tests of what stands in the heap; a program that leaves it alone, as the same run
 * of it does again, is timed without them. Rounds begin with another design each, so that what the machine does meanwhile
 * meets all alike.
 */
function timedRuns(
  program: DirectProgram,
  makers: readonly MakeAllocator[],
  input: SharedInput,
  recorded: Outcome,
  options: CompareOptions,
): { runs: Map<string, ProgramRun>; notes: string[] } {
  const { designs, rounds, progress } = options;
  const runs = new Map(designs.map(({ name }): [string, ProgramRun] => [name, {}]));
  const printsOtherwise = new Set<string>();
  const isSame = (which: number, outcome: Outcome): boolean => {
    const { name } = designs[which]!;
    const end = describeEnding(outcome);
    if (end !== describeEnding(recorded))
      runs.set(name, { fault: `${end}, where on ${designs[0]!.name} it ${describeEnding(recorded)}` });
    else if (outcome.digest !== recorded.digest) printsOtherwise.add(name);
    return runs.get(name)!.fault === undefined;
  };
  for (const [which, { name }] of designs.entries()) {
    if (which === 0 || rounds === 0) continue;
    progress?.(`trying ${name}`);
    isSame(which, runOn(makers[which]!, program, input, options));
  }
  const passes = Math.max(1, Math.min(MOST_PASSES, Math.ceil(ROUND / recorded.milliseconds)));
  for (let round = 0; round < rounds * passes; round++) {
    for (let turn = 0; turn < designs.length; turn++) {
      const which = (round + turn) % designs.length;
      const { name } = designs[which]!;
      const run = runs.get(name)!;
      if (run.fault !== undefined) continue;
      progress?.(`round ${Math.floor(round / passes) + 1} of ${rounds}: ${name}`);
      const outcome = runOn(makers[which]!, program, input, options, { trusted: true });
      if (isSame(which, outcome)) run.milliseconds = Math.min(run.milliseconds ?? Infinity, outcome.milliseconds);
    }
  }
  return { runs, notes: outputNotes([...printsOtherwise], designs[0]!.name) };
}

function outputNotes(names: readonly string[], reference: string): string[] {
  if (names.length === 0) return [];
  if (names.includes(reference))
    return ['The program prints something else each time, so its runs may not do the same work.'];
  return [`On ${names.join(', ')} the program prints something else than on ${reference}: addresses, perhaps.`];
}

function endingNotes(outcome: Outcome): string[] {
  const { ending } = outcome;
  if (ending.how === 'exit' && ending.status === 0) return [];
  const advice = ending.how === 'stopped' ? '; heapglass run says where' : '';
  return [`The program ${describeEnding(outcome)}${advice}.`];
}

/** A verb and what follows it. */
function describeEnding({ ending, message }: Outcome): string {
  switch (ending.how) {
    case 'exit':
      return `ends with status ${ending.status}`;
    case 'stopped':
      return `is stopped by ${ending.signal}${message === undefined ? '' : ` (${message})`}`;
    case 'timeout':
      return `does not end within ${ending.seconds} s`;
    case 'first-error':
      return 'is stopped at its first error';
  }
}
