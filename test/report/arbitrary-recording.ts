/** Whole recordings for property tests: everything that the types allow and the format promises to keep. */
import fc from 'fast-check';
import { F64Column, U32Column, U8Column } from '../../src/base/column.js';
import { StringTable } from '../../src/base/strings.js';
import {
  LEAK_KINDS,
  TRAP_KINDS,
  type Ending,
  type Finding,
  type LeakRecord,
  type Place,
} from '../../src/events/findings.js';
import {
  EVENT,
  type EventTable,
  type FrameTable,
  type Recording,
  type StackTable,
} from '../../src/events/recording.js';
import { ALLOCATION_ROUTINES } from '../../src/events/routines.js';

const u32 = fc.integer({ min: 0, max: 0xffffffff });
const count = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 1e9 }));
const positive = fc.integer({ min: 1, max: 100_000 });
const name = fc.oneof(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12, unit: 'binary' }));
const routine = fc.constantFrom(...ALLOCATION_ROUTINES);
const offset = fc.integer({ min: -5000, max: 5000 });

function u32Column(values: readonly number[]): U32Column {
  const column = new U32Column();
  for (const value of values) column.push(value);
  return column;
}

function u8Column(values: readonly number[]): U8Column {
  const column = new U8Column();
  for (const value of values) column.push(value);
  return column;
}

function f64Column(values: readonly number[]): F64Column {
  const column = new F64Column();
  for (const value of values) column.push(value);
  return column;
}

const stacks: fc.Arbitrary<StackTable> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.nat()), { maxLength: 30, size: 'max' })
  .map((rows) => ({
    site: u32Column([0, ...rows.map(([site]) => site)]),
    parent: u32Column([0, ...rows.map(([, parent], i) => parent % (i + 1))]),
  }));

/** @param names rows of the string table */
function frames(names: number): fc.Arbitrary<FrameTable> {
  const id = fc.nat(names - 1);
  const frame = fc.record({
    function: id,
    symbol: id,
    file: id,
    line: fc.integer({ min: 0, max: 99_999 }),
    column: fc.integer({ min: 0, max: 200 }),
  });
  const site = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.array(frame, { minLength: 1, maxLength: 3, size: 'max' }));
  return fc.uniqueArray(site, { maxLength: 30, size: 'max', selector: ([at]) => at }).map((unordered) => {
    const sites = unordered.sort(([a], [b]) => a - b);
    const rows = sites.flatMap(([, inlined]) => inlined);
    let first = 0;
    return {
      siteOffset: u32Column(sites.map(([at]) => at)),
      siteFirst: u32Column([0, ...sites.map(([, inlined]) => (first += inlined.length))]),
      function: u32Column(rows.map((row) => row.function)),
      symbol: u32Column(rows.map((row) => row.symbol)),
      file: u32Column(rows.map((row) => row.file)),
      line: u32Column(rows.map((row) => row.line)),
      column: u32Column(rows.map((row) => row.column)),
    };
  });
}

function events(stackCount: number, findingCount: number): fc.Arbitrary<EventTable> {
  const kinds = Object.values(EVENT).filter((kind) => kind !== EVENT.finding || findingCount > 0);
  const row = fc.record({
    kind: fc.constantFrom(...kinds),
    calls: fc.nat(1000),
    subject: u32,
    address: u32,
    size: u32,
    stack: fc.nat(stackCount - 1),
    routine: fc.nat(ALLOCATION_ROUTINES.length - 1),
  });
  return fc.array(row, { maxLength: 120, size: 'max' }).map((rows) => {
    let clock = 0;
    return {
      kind: u8Column(rows.map(({ kind }) => kind)),
      clock: f64Column(rows.map(({ calls }) => (clock += calls))),
      subject: u32Column(rows.map(({ kind, subject }) => (kind === EVENT.finding ? subject % findingCount : subject))),
      address: u32Column(rows.map(({ address }) => address)),
      size: u32Column(rows.map(({ size }) => size)),
      stack: u32Column(rows.map(({ stack }) => stack)),
      routine: u8Column(rows.map((event) => event.routine)),
    };
  });
}

const variable = fc.record(
  { name, size: positive, line: positive, file: name, offset },
  { requiredKeys: ['name', 'size', 'offset'] },
);

function place(stack: fc.Arbitrary<number>): fc.Arbitrary<Place> {
  const live = fc.record({
    address: u32,
    size: count,
    state: fc.constant('live' as const),
    routine,
    allocStack: stack,
  });
  const freed = fc.record({
    address: u32,
    size: count,
    state: fc.constant('freed' as const),
    routine,
    allocStack: stack,
    freeRoutine: routine,
    freeStack: stack,
  });
  return fc.oneof(
    fc.record({ in: fc.constant('heap-block' as const), block: fc.oneof(live, freed), offset }),
    fc.record(
      {
        in: fc.constant('stack' as const),
        function: name,
        frameDepth: fc.nat(5),
        state: fc.constantFrom('live', 'returned', 'out-of-scope'),
        variable,
      },
      { requiredKeys: ['in', 'function', 'state'] },
    ),
    fc.record({ in: fc.constant('below-stack' as const), distance: positive }),
    fc.record({ in: fc.constant('global' as const), variable }),
    fc.record({ in: fc.constant('data' as const), readOnly: fc.boolean() }),
    fc.constantFrom<Place>(
      { in: 'heap' },
      { in: 'null-page' },
      { in: 'stack-guard' },
      { in: 'code' },
      { in: 'unmapped' },
    ),
  );
}

function finding(stackCount: number): fc.Arbitrary<Finding> {
  const stack = fc.nat(stackCount - 1);
  const base = { stack, count: positive };
  const where = { address: u32, place: place(stack) };
  return fc.oneof(
    fc.record(
      {
        ...base,
        ...where,
        kind: fc.constantFrom('InvalidRead', 'InvalidWrite'),
        size: positive,
        via: fc.constantFrom('memcpy(source)', 'fd_write(buf)'),
        fatal: fc.constant(true),
      },
      { requiredKeys: ['stack', 'count', 'address', 'place', 'kind', 'size'] },
    ),
    fc.record({ ...base, ...where, kind: fc.constant('InvalidFree' as const), routine, doubleFree: fc.boolean() }),
    fc.record({ ...base, ...where, kind: fc.constant('MismatchedFree' as const), routine }),
    fc.record({
      ...base,
      kind: fc.constant('Overlap' as const),
      routine: fc.constantFrom('memcpy', 'strcat'),
      destination: u32,
      source: u32,
      size: count,
    }),
    fc.record({
      ...base,
      kind: fc.constant('FishyValue' as const),
      routine,
      argument: fc.constantFrom('size', 'nmemb'),
      value: fc.integer({ min: -0x80000000, max: -1 }),
    }),
    fc.record({
      ...base,
      kind: fc.constant('InvalidAlignment' as const),
      routine,
      alignment: count,
      size: count,
      reason: name,
    }),
    fc.record({ ...base, ...where, kind: fc.constant('ReallocSizeZero' as const) }),
    fc.record({ ...base, kind: fc.constant('StackOverflow' as const), address: u32, stackSize: count, depth: count }),
    fc.record(
      {
        ...base,
        kind: fc.constant('HeapCorrupted' as const),
        address: u32,
        message: name,
        writer: fc.record({ address: u32, size: positive, stack, covers: fc.boolean() }),
      },
      { requiredKeys: ['stack', 'count', 'kind', 'address', 'message'] },
    ),
    fc.record({ ...base, kind: fc.constant('Trap' as const), trap: fc.constantFrom(...TRAP_KINDS), message: name }),
  );
}

function leak(stackCount: number): fc.Arbitrary<LeakRecord> {
  return fc.record({
    kind: fc.constantFrom(...LEAK_KINDS),
    stack: fc.nat(stackCount - 1),
    routine,
    blocks: positive,
    bytes: count,
    indirectBytes: count,
    indirectBlocks: count,
    example: u32,
  });
}

const ending: fc.Arbitrary<Ending> = fc.oneof(
  fc.record({ how: fc.constant('exit' as const), status: fc.integer({ min: 0, max: 255 }) }),
  fc.record({
    how: fc.constant('stopped' as const),
    signal: fc.constantFrom('SIGSEGV', 'SIGILL', 'SIGFPE', 'SIGABRT'),
  }),
  fc.record({ how: fc.constant('timeout' as const), seconds: fc.constantFrom(0.25, 3, 1000), stack: fc.constant(0) }),
  fc.constant<Ending>({ how: 'first-error' }),
);

const header = fc.record({
  program: name,
  arguments: fc.array(name, { maxLength: 3 }),
  directory: fc.constantFrom('/', '/home/user/project'),
  tool: fc.constant('0.1.0'),
  options: fc.record({
    leakCheck: fc.constantFrom('no', 'summary', 'full'),
    showLeakKinds: fc.subarray([...LEAK_KINDS]),
    errorsForLeakKinds: fc.subarray([...LEAK_KINDS]),
    numCallers: fc.integer({ min: 1, max: 255 }),
  }),
  notes: fc.array(name, { maxLength: 2 }),
});

const totals = fc.record({
  allocations: count,
  frees: count,
  bytesAllocated: count,
  blocksAtExit: count,
  bytesAtExit: count,
  peakBytes: count,
});

export const recordings: fc.Arbitrary<Recording> = fc
  .tuple(stacks, fc.array(name, { minLength: 1, maxLength: 15 }))
  .chain(([stackTable, words]) => {
    const strings = StringTable.from(words);
    const names = strings.all().length;
    const stackCount = stackTable.site.length;
    return fc.array(finding(stackCount), { maxLength: 6, size: 'max' }).chain((findings) =>
      fc.record<Recording>({
        header,
        strings: fc.constant(strings),
        stacks: fc.constant(stackTable),
        frames: frames(names),
        events: events(stackCount, findings.length),
        findings: fc.constant(findings),
        leaks: fc.array(leak(stackCount), { maxLength: 6, size: 'max' }),
        totals,
        ending,
        sources: fc.array(fc.record({ file: fc.nat(names - 1), line: positive, text: name }), { maxLength: 6 }),
      }),
    );
  });

/** A recording as plain values, to compare by. */
export function plain(recording: Recording): unknown {
  const columns = (table: StackTable | FrameTable | EventTable): unknown =>
    Object.fromEntries(
      Object.entries(table).map(([key, column]: [string, U32Column | U8Column | F64Column]) => [
        key,
        [...column.view()],
      ]),
    );
  const { strings, stacks, frames, events, ...rest } = recording;
  return { ...rest, strings: strings.all(), stacks: columns(stacks), frames: columns(frames), events: columns(events) };
}
