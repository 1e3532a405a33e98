/**
 * The form of the "meta" section. A recording may come from anywhere; what passes here is what the types say, so that no
 * report meets a field that is missing, a kind that does not exist, or a stack that is not in the table.
 */
import { SIGNAL_NUMBERS } from '../../base/signal-numbers.js';
import {
  LEAK_KINDS,
  TRAP_KINDS,
  type BlockFacts,
  type Ending,
  type Finding,
  type HeapTotals,
  type HeapWriter,
  type LeakRecord,
  type Place,
  type VariableFacts,
} from '../findings.js';
import type { ProcessIdentity, Recording, RecordingHeader, ReportOptions, SourceLine } from '../recording.js';
import { ALLOCATION_ROUTINES } from '../routines.js';
import { damaged } from './format-error.js';
import {
  below,
  flag,
  list,
  natural,
  number,
  object,
  oneOf,
  optional,
  positive,
  tagged,
  text,
  whole,
  type Check,
} from './shape.js';

export type Meta = Pick<Recording, 'header' | 'findings' | 'leaks' | 'totals' | 'ending' | 'sources'> & {
  strings: readonly string[];
};

/** @throws RecordingFormatError */
export function checkMeta(meta: unknown, stackCount: number): asserts meta is Meta {
  const stack = below(stackCount);
  const wrong = object<Meta>({
    header,
    strings,
    findings: list(finding(stack)),
    leaks: list(leak(stack)),
    totals,
    ending: ending(stack),
    sources: (value) =>
      list(object<SourceLine>({ file: below((meta as Meta).strings.length), line: positive, text }))(value),
  })(meta);
  if (wrong !== undefined) throw damaged(`meta${wrong}`);
}

const routine = oneOf(...ALLOCATION_ROUTINES);

const header = object<RecordingHeader>({
  program: text,
  arguments: list(text),
  directory: text,
  tool: text,
  options: object<ReportOptions>({
    leakCheck: oneOf('no', 'summary', 'full'),
    showLeakKinds: list(oneOf(...LEAK_KINDS)),
    errorsForLeakKinds: list(oneOf(...LEAK_KINDS)),
    numCallers: positive,
  }),
  language: optional(oneOf('python')),
  process: optional(object<ProcessIdentity>({ pid: positive, parent: optional(positive) })),
  notes: list(text),
});

/** Ids are positions, so every string stands once, and the empty one first. */
const strings: Check = (value) => {
  const wrong = list(text)(value);
  if (wrong !== undefined) return wrong;
  const all = value as string[];
  return all[0] === '' && new Set(all).size === all.length ? undefined : '';
};

const totals = object<HeapTotals>({
  allocations: natural,
  frees: natural,
  bytesAllocated: natural,
  blocksAtExit: natural,
  bytesAtExit: natural,
  peakBytes: natural,
});

type EndingBy<H extends Ending['how']> = Extract<Ending, { how: H }>;
const how = text;
const ending = (stack: Check): Check =>
  tagged('how', {
    exit: object<EndingBy<'exit'>>({ how, status: whole }),
    stopped: object<EndingBy<'stopped'>>({ how, signal: oneOf(...Object.keys(SIGNAL_NUMBERS)) }),
    timeout: object<EndingBy<'timeout'>>({ how, seconds: number, stack }),
    'first-error': object<EndingBy<'first-error'>>({ how }),
  });

function leak(stack: Check): Check {
  return object<LeakRecord>({
    kind: oneOf(...LEAK_KINDS),
    stack,
    routine,
    blocks: natural,
    bytes: natural,
    indirectBytes: natural,
    indirectBlocks: natural,
    example: natural,
  });
}

const variable = object<VariableFacts>({
  name: text,
  size: natural,
  line: optional(natural),
  file: optional(text),
  offset: whole,
});

type PlaceIn<I extends Place['in']> = Extract<Place, { in: I }>;

function place(stack: Check): Check {
  const block = object<BlockFacts>({
    address: natural,
    size: natural,
    state: oneOf('live', 'freed'),
    routine,
    allocStack: stack,
    freeRoutine: optional(routine),
    freeStack: optional(stack),
  });
  const nothingMore = object({ in: text });
  return tagged('in', {
    'heap-block': object<PlaceIn<'heap-block'>>({ in: text, block, offset: whole }),
    stack: object<PlaceIn<'stack'>>({
      in: text,
      function: text,
      frameDepth: optional(natural),
      state: oneOf('live', 'returned', 'out-of-scope'),
      variable: optional(variable),
    }),
    'below-stack': object<PlaceIn<'below-stack'>>({ in: text, distance: natural }),
    global: object<PlaceIn<'global'>>({ in: text, variable }),
    data: object<PlaceIn<'data'>>({ in: text, readOnly: flag, symbol: optional(text), offset: optional(whole) }),
    heap: nothingMore,
    'null-page': nothingMore,
    'stack-guard': nothingMore,
    code: nothingMore,
    unmapped: nothingMore,
  } satisfies Record<Place['in'], Check>);
}

type Access = Extract<Finding, { place: Place; size: number }>;
type FindingOf<K extends Finding['kind']> = Extract<Finding, { kind: K }>;

function finding(stack: Check): Check {
  const base = { kind: text, stack, count: positive };
  const where = { address: natural, place: place(stack) };
  const access = object<Access>({
    ...base,
    ...where,
    size: natural,
    via: optional(text),
    fatal: optional(flag),
  });
  return tagged('kind', {
    InvalidRead: access,
    InvalidWrite: access,
    InvalidFree: object<FindingOf<'InvalidFree'>>({ ...base, ...where, routine, doubleFree: flag }),
    MismatchedFree: object<FindingOf<'MismatchedFree'>>({ ...base, ...where, routine }),
    Overlap: object<FindingOf<'Overlap'>>({
      ...base,
      routine: text,
      destination: natural,
      source: natural,
      size: natural,
    }),
    FishyValue: object<FindingOf<'FishyValue'>>({ ...base, routine, argument: text, value: whole }),
    InvalidAlignment: object<FindingOf<'InvalidAlignment'>>({
      ...base,
      routine,
      alignment: natural,
      size: optional(natural),
      reason: text,
    }),
    ReallocSizeZero: object<FindingOf<'ReallocSizeZero'>>({ ...base, ...where }),
    StackOverflow: object<FindingOf<'StackOverflow'>>({
      ...base,
      address: natural,
      stackSize: natural,
      depth: natural,
    }),
    HeapCorrupted: object<FindingOf<'HeapCorrupted'>>({
      ...base,
      address: natural,
      message: text,
      writer: optional(object<HeapWriter>({ address: natural, size: natural, stack, covers: flag })),
    }),
    Trap: object<FindingOf<'Trap'>>({ ...base, trap: oneOf(...TRAP_KINDS), message: text }),
  } satisfies Record<Finding['kind'], Check>);
}
