/** What paging did to all processes of a run, added up as they end. */
import type { AreaRecord, LineFaults, PagingRecord, ProcessRecord } from '../events/paging/paging-record.js';
import { modelledTime, USUAL_COSTS } from '../memory/vm/cost-model.js';
import type { PhysicalMemory } from '../memory/vm/physical-memory.js';
import type { Tlb } from '../memory/vm/tlb.js';
import { describeAreas, describeEnding, describeLines } from '../process/vm/describe-run.js';
import type { PagedResult } from '../process/vm/run-paged.js';
import type { PagedMachineOptions } from './run-paged.js';
import type { Surroundings } from './system-calls.js';
import { version } from './version.js';

export class PagingSummary {
  readonly #tlb: Tlb | undefined;
  readonly #processes: ProcessRecord[] = [];
  readonly #lines = new Map<string, LineFaults>();
  #areas: AreaRecord[] = [];
  #accesses = 0;
  #signals = 0;
  #residentAtEnd = 0;
  #peakMapped = 0;
  #began = 0;
  #ended = 0;

  constructor(tlb: Tlb | undefined) {
    this.#tlb = tlb;
  }

  /** The programs begin. @param now milliseconds */
  begin(now: number): void {
    this.#began = now;
  }

  /** A process has ended. */
  add(result: PagedResult, now: number): void {
    const { pid, parent, name, ending, process, program, turns, milliseconds, signals } = result;
    const { debug } = program.prepared;
    const { space } = process;
    const isFirst = this.#processes.every((known) => pid <= known.pid);
    if (isFirst) {
      this.#areas = describeAreas(process);
      this.#residentAtEnd = space.resident;
    }
    this.#processes.push({
      ...{ pid, parent, program: name, turns, milliseconds },
      ending: describeEnding(ending, process, debug),
      minorFaults: space.minorFaults,
      majorFaults: space.majorFaults,
      peakResident: space.entries.peakResident,
      peakSwapped: space.entries.peakSwapped,
    });
    for (const line of describeLines(process, debug)) this.#addLine(line);
    this.#accesses += process.accesses;
    this.#signals += signals.delivered;
    this.#peakMapped = Math.max(this.#peakMapped, space.peakMapped);
    this.#ended = now;
  }

  /** Of all that have ended; the first program's ending is that of the run. */
  record(
    programs: readonly Surroundings[],
    options: PagedMachineOptions,
    { swap, reclaim }: PhysicalMemory,
    processorMilliseconds: number,
  ): PagingRecord {
    const processes = this.#processes.sort((a, b) => a.pid - b.pid);
    // Of a process that has gone on with other programs, how the last of them ended.
    const { ending } = processes.findLast(({ pid }) => pid === processes[0]!.pid)!;
    const sum = (count: (process: ProcessRecord) => number): number =>
      processes.reduce((total, process) => total + count(process), 0);
    const tlb = this.#tlb;
    const counts = {
      accesses: this.#accesses,
      tlbLevel2Hits: tlb?.level2Hits ?? 0,
      tlbMisses: tlb?.misses ?? 0,
      minorFaults: sum(({ minorFaults }) => minorFaults),
      majorFaults: sum(({ majorFaults }) => majorFaults),
      pagesOut: swap?.pagesOut ?? 0,
    };
    return {
      ...{ tool: version(), program: programs.map(({ program }) => program).join(' & ') },
      ...{ arguments: programs[0]!.arguments, directory: options.directory, ram: options.ram },
      ...{ policy: options.policy, malloc: options.malloc, swapSize: options.swap?.size },
      ending,
      milliseconds: this.#ended - this.#began,
      processorMilliseconds,
      minorFaults: counts.minorFaults,
      majorFaults: counts.majorFaults,
      peakResident: Math.max(...processes.map(({ peakResident }) => peakResident)),
      residentAtEnd: this.#residentAtEnd,
      peakMapped: this.#peakMapped,
      swapIn: swap?.pagesIn ?? 0,
      swapOut: counts.pagesOut,
      peakSwap: swap?.peakUsed ?? 0,
      evictions: reclaim.evictions,
      signalsDelivered: this.#signals,
      observed: tlb && {
        accesses: this.#accesses,
        tlbLevel2Hits: tlb.level2Hits,
        tlbMisses: tlb.misses,
      },
      costs: modelledTime(counts, { ...USUAL_COSTS, ...options.costs }),
      areas: this.#areas,
      lines: [...this.#lines.values()].sort((a, b) => b.major - a.major || b.minor - a.minor),
      processes,
    };
  }

  #addLine({ frame, minor, major }: LineFaults): void {
    const key = `${frame.file}:${frame.line}:${frame.function}`;
    const known = this.#lines.get(key);
    if (known === undefined) this.#lines.set(key, { frame, minor, major });
    else {
      known.minor += minor;
      known.major += major;
    }
  }
}
