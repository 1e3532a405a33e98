/** Runs programs on paged memory, and tells what paging did to them. */
import { limitHost, type LimitedHost } from '../host/node/limited-host.js';
import { nodeHost } from '../host/node/node-host.js';
import { swapFile } from '../host/node/swap-file.js';
import type { PagePicture } from '../events/paging/page-picture.js';
import type { PagingRecord } from '../events/paging/paging-record.js';
import type { Recording } from '../events/recording.js';
import { readSourceFile } from '../host/node/source-files.js';
import { designNamed, type FreeListTuning } from '../memory/alloc/designs.js';
import type { Costs } from '../memory/vm/cost-model.js';
import type { OvercommitMode } from '../memory/vm/commit.js';
import { POLICIES } from '../memory/vm/replacement/policies.js';
import { PROGRAM_LIMIT } from '../memory/layout.js';
import type { Host } from '../process/host.js';
import type { KeptWork } from '../process/kept-work.js';
import type { TimeLimit } from '../process/time-limit.js';
import { drawPages } from '../process/vm/draw-pages.js';
import { MomentFinder, type Moment } from '../process/vm/moments.js';
import { PagedProgram } from '../process/vm/paged-program.js';
import { PagedSystem } from '../process/vm/paged-system.js';
import { PROC_PATH } from '../process/vm/proc-files.js';
import type { PagedCheckOptions } from '../process/vm/checked-process.js';
import { runPaged, type PagedResult } from '../process/vm/run-paged.js';
import { SHM_PATH } from '../process/vm/shm-files.js';
import { wasiSignature } from '../process/wasi/wasi.js';
import { Executables } from './executables.js';
import { PagingSummary } from './paging-summary.js';
import { systemCallsOn, type Surroundings } from './system-calls.js';

/** A program of a run. */
export interface PagedProgramOptions extends Surroundings {
  /** Of address-space layout randomisation; without it every run has the same addresses. */
  aslr?: number;
}

/** What all programs of a run share. */
export interface PagedMachineOptions {
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
  /** Find memory errors too, in every process. */
  checks?: PagedChecks;
  costs?: Partial<Costs>;
  timeout?: number;
  /** Bytes of address space that a process may have; all there is, if not given. */
  memoryLimit?: number;
  /** Each line that a process writes begins with its name and number. */
  label?: boolean;
  /** See every reference to a page: slower, and the TLB and every policy know exactly. */
  observe: boolean;
  /** Loop iterations and calls of a time slice, where processes share the processor. */
  slice?: number;
  /** Processes that may live at once. */
  mostProcesses?: number;
  /** A source that exec names, compiled for paged memory; undefined where it does not compile. */
  compile?(path: string): Uint8Array | undefined;
  /** Told why a module that exec names cannot run. */
  refused?(path: string, error: unknown): void;
  kept?: KeptWork;
  onStart?(): void;
  /** The host that the programs are given instead of this machine. */
  change?(host: Host): Host;
  /** The process that the next two are about: the first program's, if not given. */
  pid?: number;
  /** Takes a picture of its pages at a moment, with ways through the page table to addresses. */
  picture?: { at: Moment; walks: readonly number[] };
  /** Told of every reference that it makes to a page; needs `observe`. */
  onReference?(page: number, write: boolean): void;
  /** It goes on with another program, whose pages are others: what follows is about that. */
  onExec?(): void;
}

/** Checks of a program on paged memory. */
export interface PagedChecks extends PagedCheckOptions {
  /** Version of heapglass, for the recording. */
  tool: string;
}

export type PagedOptions = PagedProgramOptions & PagedMachineOptions;

export interface PagedRun {
  record: PagingRecord;
  /** What the checks have found in each process, in the order of their numbers; none where there were no checks. */
  recordings: Recording[];
  /** Undefined where none was asked for, or the moment never came. */
  picture?: PagePicture;
}

/** @throws MalformedModule, WebAssembly.CompileError or LinkError when the module cannot run at all; MemoryRefused */
export function runOnPagedMemory(module: Uint8Array, options: PagedOptions): Promise<PagedRun> {
  return runTogether([{ module, ...options }], options);
}

/**
 * Several programs on one physical memory, in turn. The record is that of all together.
 * @throws as runOnPagedMemory
 */
export async function runTogether(
  programs: readonly (PagedProgramOptions & { module: Uint8Array })[],
  options: PagedMachineOptions,
): Promise<PagedRun> {
  const allocator = await designNamed(options.malloc, options.tuning).load();
  const design = POLICIES.find(({ name }) => name === options.policy)!;
  const swap = options.swap && { ...options.swap, limit: options.swap.size, file: swapFile(options.swap.file) };
  const system = new PagedSystem({
    ram: options.ram,
    policy: { design },
    swap,
    overcommit: { mode: options.overcommit },
    kept: options.kept,
  });
  const tlb = options.observe ? system.tlb() : undefined;
  let limited: LimitedHost | undefined;
  const hostFor = (limit: TimeLimit): Host => {
    if (options.timeout === undefined) return nodeHost;
    limited ??= limitHost((time) => limit.wait(time, nodeHost.clock.sleep));
    return limited.host;
  };
  const preparation = {
    memoryLimit: PROGRAM_LIMIT,
    signatureOf: wasiSignature,
    kept: options.kept,
    poll: options.timeout !== undefined,
    calls: true,
    observed: options.observe,
    checks: options.checks?.report,
    clock: options.checks?.recordEvents,
  };
  const ready = programs.map(({ module, ...each }) => {
    const machine = [
      { name: '/proc', path: PROC_PATH },
      { name: '/dev/shm', path: SHM_PATH },
    ];
    const surroundings = { ...each, preopens: [...each.preopens, ...machine] };
    const program = new PagedProgram(module, { ...preparation, together: programs.length > 1 });
    return { program, surroundings, name: each.program, aslr: each.aslr };
  });
  const executables = new Executables({
    prepare: (module) => new PagedProgram(module, { ...preparation, together: true, inherits: true }),
    compile: options.compile,
    directory: options.directory,
    own: ready,
    refused: (path, error) => options.refused?.(path, error),
  });
  let picture: PagePicture | undefined;
  const recordings: { pid: number; recording: Recording }[] = [];
  let watched = options.pid;
  let isSeen = false;
  let processorStart = 0n;
  const summary = new PagingSummary(tlb);
  const now = (): number => Number(nodeHost.clock.monotonic()) / 1e6;
  try {
    runPaged({
      system,
      programs: ready.map(({ program, surroundings, name, aslr }) => ({
        program,
        name,
        arguments: surroundings.arguments,
        aslr,
        allocator,
        checks: options.checks,
        systemCalls: (memory, limit, change) =>
          systemCallsOn(hostFor(limit), memory, surroundings, {
            change: (host) => change(options.change?.(host) ?? host),
          }),
      })),
      tlb,
      timeout: options.timeout,
      slice: options.slice,
      virtualTime: programs[0]!.seed !== undefined,
      limits: { addressSpace: options.memoryLimit === PROGRAM_LIMIT ? undefined : options.memoryLimit },
      label: options.label,
      mostProcesses: options.mostProcesses,
      programIn: (file) => executables.programIn(file),
      now,
      sleep: nodeHost.clock.sleep,
      onProcess: ({ pid, process, program }) => {
        watched ??= pid;
        if (pid !== watched) return;
        if (isSeen) options.onExec?.();
        isSeen = true;
        const { picture: wanted } = options;
        const { debug } = program.prepared;
        process.onReference = options.onReference;
        if (wanted !== undefined)
          process.moments = new MomentFinder(wanted.at, () => {
            picture = { pid, ...drawPages(process, debug, momentName(wanted.at), wanted.walks) };
          });
      },
      onStart: () => {
        options.onStart?.();
        summary.begin(now());
        processorStart = nodeHost.clock.processor();
      },
      onEnd: (result) => {
        result.process.moments?.ended(result.process);
        summary.add(result, now());
        const recording = recordingOf(result, options);
        if (recording !== undefined) recordings.push({ pid: result.pid, recording });
      },
    });
  } finally {
    limited?.end();
    swap?.file.close();
  }
  const processorMilliseconds = Number(nodeHost.clock.processor() - processorStart) / 1e6;
  return {
    record: summary.record(programs, options, system.physical, processorMilliseconds),
    picture,
    recordings: recordings.sort((a, b) => a.pid - b.pid).map(({ recording }) => recording),
  };
}

function recordingOf(
  { record, name, arguments: words, pid, parent, ending }: PagedResult,
  { directory, checks }: PagedMachineOptions,
): Recording | undefined {
  if (record === undefined || checks === undefined) return undefined;
  const { tool, report } = checks;
  const recording = record({
    ...{ program: name, arguments: [...words], directory, tool, report },
    ...{ readSource: readSourceFile, process: { pid, parent } },
  });
  // What a process had before it went on with another program is told where something was wrong with it.
  const isTold = ending.how !== 'exec' || checks.recordEvents === true || recording.findings.length > 0;
  return isTold ? recording : undefined;
}

function momentName(at: Moment): string {
  return typeof at === 'number' ? `after fault ${at}` : at === 'peak' ? 'at the peak' : 'at exit';
}
