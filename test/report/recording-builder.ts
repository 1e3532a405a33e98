/** Recordings made by hand, for tests of what reports say. */
import { U32Column } from '../../src/base/column.js';
import { StringTable } from '../../src/base/strings.js';
import type { BlockFacts, Ending, Finding, HeapTotals, LeakRecord, Place } from '../../src/events/findings.js';
import { emptyEvents } from '../../src/events/empty-tables.js';
import type { Recording, ReportOptions, SourceLine } from '../../src/events/recording.js';
import { renderReport, type ReportFormat } from '../../src/report/render.js';
import { PLAIN } from '../../src/report/style.js';

interface FrameRow {
  function: string;
  symbol: string;
  file: string;
  line: number;
  column: number;
}

export type Access = Extract<Finding, { place: Place; size: number }>;
type KindOf<F> = F extends Finding ? Omit<F, 'stack' | 'count'> & { stack?: number; count?: number } : never;

const DIRECTORY = '/home/user/project';

export class RecordingBuilder {
  readonly #strings = new StringTable();
  readonly #stacks = { site: new U32Column(), parent: new U32Column() };
  /** Frames by site, innermost first. */
  readonly #sites = new Map<number, FrameRow[]>();
  readonly #sources: SourceLine[] = [];
  readonly #findings: Finding[] = [];
  readonly #leaks: LeakRecord[] = [];
  #options: ReportOptions = {
    leakCheck: 'full',
    showLeakKinds: ['definite', 'possible'],
    errorsForLeakKinds: ['definite', 'possible'],
    numCallers: 12,
  };
  #totals: HeapTotals = {
    allocations: 0,
    frees: 0,
    bytesAllocated: 0,
    blocksAtExit: 0,
    bytesAtExit: 0,
    peakBytes: 0,
  };
  #ending: Ending = { how: 'exit', status: 0 };
  #notes: string[] = [];

  constructor() {
    this.#stacks.site.push(0);
    this.#stacks.parent.push(0);
  }

  /**
   * A stack of frames, innermost first: "main leak.c:35:30", "strcat" without debug information, "poke a.c:9:3 inlined"
   * for code inside the next frame's function. Paths are relative to the program's directory.
   */
  stack(...frames: string[]): number {
    const sites: FrameRow[][] = [];
    let rows: FrameRow[] = [];
    for (const frame of frames) {
      rows.push(parseFrame(frame));
      if (frame.endsWith(' inlined')) continue;
      sites.push(rows);
      rows = [];
    }
    let id = 0;
    for (const site of sites.reverse()) id = this.#child(id, this.#siteOf(site));
    return id;
  }

  #child(parent: number, site: number): number {
    for (let id = 1; id < this.#stacks.site.length; id++)
      if (this.#stacks.parent.get(id) === parent && this.#stacks.site.get(id) === site) return id;
    this.#stacks.site.push(site);
    return this.#stacks.parent.push(parent);
  }

  #siteOf(rows: FrameRow[]): number {
    for (const [site, known] of this.#sites) if (JSON.stringify(known) === JSON.stringify(rows)) return site;
    const site = 0x100 + this.#sites.size * 0x10;
    this.#sites.set(site, rows);
    return site;
  }

  source(file: string, line: number, text: string): this {
    this.#sources.push({ file: this.#strings.intern(absolute(file)), line, text });
    return this;
  }

  finding(finding: KindOf<Finding>): this {
    this.#findings.push({ stack: this.stack('main leak.c:5:3'), count: 1, ...finding } as Finding);
    return this;
  }

  /** An access of 4 bytes at 0x5000 to a place. */
  access(place: Place, more: Partial<Access> = {}): this {
    return this.finding({ kind: 'InvalidRead', address: 0x5000, size: 4, place, ...more } as KindOf<Finding>);
  }

  leak(leak: Partial<LeakRecord>): this {
    this.#leaks.push({
      kind: 'definite',
      stack: this.stack('main leak.c:5:3'),
      routine: 'malloc',
      blocks: 1,
      bytes: 40,
      indirectBytes: 0,
      indirectBlocks: 0,
      example: 0x5000,
      ...leak,
    });
    const { blocksAtExit, bytesAtExit } = this.#totals;
    const last = this.#leaks.at(-1)!;
    return this.totals({ blocksAtExit: blocksAtExit + last.blocks, bytesAtExit: bytesAtExit + last.bytes });
  }

  totals(totals: Partial<HeapTotals>): this {
    this.#totals = { ...this.#totals, ...totals };
    return this;
  }

  options(options: Partial<ReportOptions>): this {
    this.#options = { ...this.#options, ...options };
    return this;
  }

  ending(ending: Ending): this {
    this.#ending = ending;
    return this;
  }

  note(note: string): this {
    this.#notes.push(note);
    return this;
  }

  build(): Recording {
    const frames = {
      siteOffset: new U32Column(),
      siteFirst: new U32Column(),
      function: new U32Column(),
      symbol: new U32Column(),
      file: new U32Column(),
      line: new U32Column(),
      column: new U32Column(),
    };
    for (const [site, rows] of [...this.#sites].sort(([a], [b]) => a - b)) {
      frames.siteOffset.push(site);
      frames.siteFirst.push(frames.function.length);
      for (const row of rows) {
        frames.function.push(this.#strings.intern(row.function));
        frames.symbol.push(this.#strings.intern(row.symbol));
        frames.file.push(this.#strings.intern(row.file));
        frames.line.push(row.line);
        frames.column.push(row.column);
      }
    }
    frames.siteFirst.push(frames.function.length);
    return {
      header: {
        program: 'leak.c',
        arguments: [],
        directory: DIRECTORY,
        tool: '0.1.0',
        options: this.#options,
        notes: this.#notes,
      },
      strings: this.#strings,
      stacks: this.#stacks,
      frames,
      events: emptyEvents(),
      findings: this.#findings,
      leaks: this.#leaks,
      totals: this.#totals,
      ending: this.#ending,
      sources: this.#sources,
    };
  }

  /** The report's lines. */
  lines(format: ReportFormat = 'text', style = PLAIN): string[] {
    return renderReport(this.build(), format, { width: 80, style }).slice(0, -1).split('\n');
  }
}

export function block(facts: Partial<BlockFacts> & { allocStack: number }): BlockFacts {
  return { address: 0x5000, size: 40, state: 'live', routine: 'malloc', ...facts };
}

function parseFrame(frame: string): FrameRow {
  const [, name, file = '', line = '0', column = '0'] =
    /^(.+?)(?: ([^ :]+):(\d+)(?::(\d+))?)?(?: inlined)?$/.exec(frame) ?? [];
  const plain = name.replace(/\(.*\)$/, '');
  return {
    function: plain,
    symbol: name,
    file: file && absolute(file),
    line: Number(line),
    column: Number(column),
  };
}

function absolute(file: string): string {
  return file.startsWith('/') ? file : `${DIRECTORY}/${file}`;
}
