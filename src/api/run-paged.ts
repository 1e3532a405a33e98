/** Runs a program on paged memory, and tells what paging did to it. */
import { nodeHost } from '../host/node/node-host.js';
import { swapFile } from '../host/node/swap-file.js';
import type { PagePicture } from '../events/paging/page-picture.js';
import type { PagingRecord } from '../events/paging/paging-record.js';
import { designNamed, type FreeListTuning } from '../memory/alloc/designs.js';
import { modelledTime, USUAL_COSTS, type Costs } from '../memory/vm/cost-model.js';
import type { OvercommitMode } from '../memory/vm/commit.js';
import { POLICIES } from '../memory/vm/replacement/policies.js';
import { describeAreas, describeEnding, describeLines } from '../process/vm/describe-run.js';
import { drawPages } from '../process/vm/draw-pages.js';
import { MomentFinder, type Moment } from '../process/vm/moments.js';
import { PROC_PATH } from '../process/vm/proc-files.js';
import type { Host } from '../process/host.js';
import { PagedProgram } from '../process/vm/paged-program.js';
import { PagedSystem } from '../process/vm/paged-system.js';
import { runPaged, type PagedResult } from '../process/vm/run-paged.js';
import { Tlb } from '../memory/vm/tlb.js';
import { PROGRAM_LIMIT } from '../memory/layout.js';
import { wasiSignature } from '../process/wasi/wasi.js';
import { nodeSystemCalls, type Surroundings } from './system-calls.js';
import { version } from './version.js';

export interface PagedOptions extends Surroundings {
  directory: string;
  /** A name as --malloc takes it. */
  malloc: string;
  tuning: FreeListTuning;
  /** Bytes. */
  ram: number;
  /** A name as --page-policy takes it. */
  policy: string;
  swap?: { file: string; size: number; readahead: number; cluster: number };
  overcommit: OvercommitMode;
  costs?: Partial<Costs>;
  /** Of address-space layout randomisation; without it every run has the same addresses. */
  aslr?: number;
  timeout?: number;
  /** See every reference to a page: slower, and the TLB and every policy know exactly. */
  observe: boolean;
  onStart?(): void;
  /** The host that the program is given instead of this machine. */
  change?(host: Host): Host;
  /** Takes a picture of the pages at a moment, with ways through the page table to addresses. */
  picture?: { at: Moment; walks: readonly number[] };
  /** Told of every reference to a page; needs `observe`. */
  onReference?(page: number, write: boolean): void;
}

export interface PagedRun {
  record: PagingRecord;
  /** Undefined where none was asked for, or the moment never came. */
  picture?: PagePicture;
}

/** @throws MalformedModule, WebAssembly.CompileError or LinkError when the module cannot run at all; MemoryRefused */
export async function runOnPagedMemory(module: Uint8Array, options: PagedOptions): Promise<PagedRun> {
  const allocator = await designNamed(options.malloc, options.tuning).load();
  const design = POLICIES.find(({ name }) => name === options.policy)!;
  const swap = options.swap && {
    file: swapFile(options.swap.file),
    limit: options.swap.size,
    readahead: options.swap.readahead,
    cluster: options.swap.cluster,
  };
  const system = new PagedSystem({
    ram: options.ram,
    policy: { design },
    swap,
    overcommit: { mode: options.overcommit },
  });
  const program = new PagedProgram(module, {
    memoryLimit: PROGRAM_LIMIT,
    signatureOf: wasiSignature,
    poll: options.timeout !== undefined,
    calls: true,
    observed: options.observe,
  });
  const tlb = options.observe ? new Tlb() : undefined;
  let record: PagingRecord | undefined;
  let picture: PagePicture | undefined;
  let processorStart = 0n;
  const surroundings = { ...options, preopens: [...options.preopens, { name: '/proc', path: PROC_PATH }] };
  try {
    runPaged({
      system,
      program,
      name: options.program,
      allocator,
      systemCalls: (memory, limit, change) =>
        nodeSystemCalls(memory, limit, surroundings, (host) => change(options.change?.(host) ?? host)),
      aslr: options.aslr,
      tlb,
      timeout: options.timeout,
      now: () => Number(nodeHost.clock.monotonic()) / 1e6,
      onStart: (process) => {
        const { picture: wanted } = options;
        process.onReference = options.onReference;
        if (wanted !== undefined)
          process.moments = new MomentFinder(wanted.at, () => {
            picture = drawPages(process, program.prepared.debug, momentName(wanted.at), wanted.walks);
          });
        options.onStart?.();
        processorStart = nodeHost.clock.processor();
      },
      onEnd: (result) => {
        const processor = Number(nodeHost.clock.processor() - processorStart) / 1e6;
        result.process.moments?.ended(result.process);
        record = { ...recordOf(result, options, tlb), processorMilliseconds: processor };
        result.process.end();
      },
    });
  } finally {
    swap?.file.close();
  }
  return { record: record!, picture };
}

function momentName(at: Moment): string {
  return typeof at === 'number' ? `after fault ${at}` : at === 'peak' ? 'at the peak' : 'at exit';
}

function recordOf(
  result: PagedResult,
  options: PagedOptions,
  tlb: Tlb | undefined,
): Omit<PagingRecord, 'processorMilliseconds'> {
  const { process, ending, signals, milliseconds, program } = result;
  if (process.observed) process.pagesTouched();
  const { space } = process;
  const { physical } = space;
  const { swap, reclaim } = physical;
  const { debug } = program.prepared;
  const pagesOut = swap?.pagesOut ?? 0;
  const counts = {
    accesses: tlb === undefined ? 0 : process.accesses,
    tlbLevel2Hits: tlb?.level2Hits ?? 0,
    tlbMisses: tlb?.misses ?? 0,
    minorFaults: space.minorFaults,
    majorFaults: space.majorFaults,
    pagesOut,
  };
  return {
    tool: version(),
    program: options.program,
    arguments: options.arguments,
    directory: options.directory,
    ram: options.ram,
    policy: options.policy,
    malloc: options.malloc,
    swapSize: options.swap?.size,
    ending: describeEnding(ending, process, debug),
    milliseconds,
    minorFaults: space.minorFaults,
    majorFaults: space.majorFaults,
    peakResident: space.entries.peakResident,
    residentAtEnd: space.resident,
    peakMapped: space.peakMapped,
    swapIn: swap?.pagesIn ?? 0,
    swapOut: pagesOut,
    peakSwap: swap?.peakUsed ?? 0,
    evictions: reclaim.evictions,
    signalsDelivered: signals.delivered,
    observed: tlb && { accesses: counts.accesses, tlbLevel2Hits: tlb.level2Hits, tlbMisses: tlb.misses },
    costs: modelledTime(counts, { ...USUAL_COSTS, ...options.costs }),
    areas: describeAreas(process),
    lines: describeLines(process, debug),
  };
}
