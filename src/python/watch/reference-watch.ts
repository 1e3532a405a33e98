/**
 * Watches the object that a name of the program is first bound to: every change of its count, until it is freed or the
 * program ends. Modules are rewritten so that stores to it, and of it, are told (instrument/watch); the runtime's own
 * counting goes through `incref` and `decref`, which are watched too.
 *
 * Cost: what is not watched pays nothing. While watching every store pays a few loads, and one that has to do with the
 * object about a microsecond.
 */
import type { Address } from '../../base/ids.js';
import type { ReferenceEnd, ReferencePlace, ReferenceTrace } from '../../events/python/reference-trace.js';
import type { Span } from '../../languages/python/tree/ast.js';
import {
  RUNNING,
  WATCH_COPY,
  WATCH_FILL,
  WATCH_FREED,
  WATCH_STORE,
  WATCHED,
  WATCHING,
} from '../../memory/gc/format.js';
import type { WatchCells } from '../../instrument/watch/watch-module.js';
import { allocationTraces } from '../collector/traces.js';
import type { WatchPoints } from '../compile/pool.js';
import { SourceLines } from '../errors/source-lines.js';
import { CODE, CODE_FILE, CODE_QUALNAME, FIRST_LINE, FRAME_FUNCTION, PREVIOUS_FRAME, SITE } from '../format/frames.js';
import { FRAME, HEAP, PENDING, SP, STACK, STACK_END, WATCH_OWNER, WATCH_PENDING } from '../format/memory-map.js';
import { BASE, TYPE_QUALNAME } from '../format/types.js';
import { spanAt } from '../execution/sites.js';
import type { Runtime } from '../runtime/runtime.js';
import { FoldedRuns } from './fold-runs.js';
import { type HoldingPlace, HoldingPlaces } from './places.js';
import { ReferenceLog, type Reason } from './reference-log.js';
import { WatchedName } from './watched-name.js';

/** For what rewrites modules. */
export const WATCH_CELLS: WatchCells = { watched: WATCHED, store: WATCH_STORE, copy: WATCH_COPY, fill: WATCH_FILL };

/** The interpreter itself does something: no function of the program runs. */
const NOWHERE: ReferencePlace = { file: '', line: 0, function: '', source: '' };
const EXPRESSION_LENGTH = 32;

export class ReferenceWatch {
  readonly #rt: Runtime;
  readonly #program: string;
  readonly #name: WatchedName;
  readonly #places: HoldingPlaces;
  readonly #lines: SourceLines;
  readonly #runs = new FoldedRuns();
  readonly #log: ReferenceLog;
  readonly #points: WatchPoints;
  #watched: Address = 0;
  #object: ReferenceTrace['object'];
  #end: ReferenceEnd | undefined;

  /**
   * @param program as the command line named it
   * @param file its path: names are those of this file
   */
  constructor(rt: Runtime, program: string, file: string, name: string) {
    this.#rt = rt;
    this.#program = program;
    this.#name = new WatchedName(name);
    this.#places = new HoldingPlaces(rt);
    this.#lines = new SourceLines(rt.surroundings);
    this.#log = new ReferenceLog(
      {
        where: () => this.#where(),
        expression: () => this.#expression(),
        place: (address) => this.#places.at(address),
        isFree: (address) => address >= rt.views.word(SP) && address < STACK_END,
        frame: () => rt.views.word(FRAME),
        isOnStack: (address) => address >= STACK && address < STACK_END,
        isThere: (address) => rt.views.word(address) === this.#hidden,
        howLeft: (place, isEmptied) => this.#howLeft(place, isEmptied),
        isDying: (object) => rt.countOf(object) === 0,
        isCollecting: () => rt.views.word(RUNNING) !== 0,
      },
      (change, general) => this.#runs.add(change, general),
    );
    const word = { parameters: 1, result: 'word' } as const;
    const hook = (parameters: number, work: (...words: number[]) => void) =>
      rt.nativeFunction({ parameters, result: 'none' }, 0, (...words) => this.#aside(() => work(...words)));
    this.#points = {
      binds: (scope, bound) => this.#name.isBoundIn(scope, bound),
      setsAttribute: (attribute) => this.#name.isAttribute(attribute),
      bound: rt.nativeFunction(word, 0, (value) => (this.#bound(value & ~1, (value & 1) !== 0), 0)),
      settle: rt.nativeFunction(word, 0, () => (this.#aside(() => this.#beginStatement()), 0)),
    };
    const elsewhere: WatchPoints = { ...this.#points, binds: () => false, setsAttribute: () => false };
    rt.watch = { points: (of) => (of === file ? this.#points : elsewhere) };
    rt.views.setWord(
      WATCH_STORE,
      hook(2, (at, value) => this.#store(at, value)),
    );
    rt.views.setWord(
      WATCH_COPY,
      hook(3, (to, from, bytes) => this.#copy(to, from, bytes)),
    );
    rt.views.setWord(
      WATCH_FILL,
      hook(2, (at, bytes) => this.#overwritten(at, at + bytes)),
    );
    rt.views.setWord(
      WATCH_FREED,
      hook(1, () => this.#freed()),
    );
    rt.placeNatives();
    allocationTraces(rt).observe({ allFrames: false, mode: WATCHING });
    this.#watchRuntime();
    const { programEnds } = rt.hooks;
    rt.hooks.programEnds = () => {
      this.#programEnds();
      programEnds();
    };
  }

  get trace(): ReferenceTrace {
    const object = this.#object;
    const end = this.#end;
    return {
      program: this.#program,
      name: this.#name.text,
      ...(object && { object }),
      changes: this.#runs.entries(),
      omitted: this.#runs.omitted,
      ...(end && { end }),
    };
  }

  /** What TypeScript counts. */
  #watchRuntime(): void {
    const rt = this.#rt;
    const { incref, decref } = rt;
    const isWatched = (p: Address) => p === this.#watched && p !== 0;
    rt.incref = (p) => {
      if (isWatched(p)) this.#aside(() => this.#store(p, rt.countOf(p) + 1));
      incref.call(rt, p);
    };
    rt.decref = (p) => {
      if (isWatched(p)) this.#aside(() => this.#store(p, rt.countOf(p) - 1));
      decref.call(rt, p);
    };
    const { views } = rt;
    const { setWord } = views;
    views.setWord = (at, value) => {
      if (this.#watched !== 0 && (value === this.#watched || views.word(at) === this.#watched) && at !== WATCHED)
        this.#aside(() => this.#store(at, value));
      setWord.call(views, at, value);
    };
  }

  /** Does something that is not seen itself. */
  #aside(work: () => void): void {
    const { i32 } = this.#rt.views;
    const watched = i32[WATCHED >> 2];
    const own = this.#watched;
    if (own === 0) return;
    i32[WATCHED >> 2] = 0;
    this.#watched = 0;
    this.#hidden = own;
    work();
    if (this.#end !== undefined) return;
    this.#watched = own;
    this.#rt.views.i32[WATCHED >> 2] = watched;
  }

  /** The object while something is done aside. */
  #hidden: Address = 0;

  #bound(value: Address, isOwned: boolean): void {
    const rt = this.#rt;
    const { i32 } = rt.views;
    const owner = i32[WATCH_OWNER >> 2];
    i32[WATCH_OWNER >> 2] = 0;
    if (this.#object !== undefined || (owner !== 0 && !this.#isOfClass(owner))) return;
    this.#object = { type: rt.typeName(rt.typeOf(value)), at: this.#where(), isPermanent: value < HEAP };
    const count = rt.countOf(value);
    if (isOwned) this.#log.begins(count);
    this.#watched = value;
    i32[WATCHED >> 2] = value;
    i32[WATCH_PENDING >> 2] = 1;
  }

  #isOfClass(owner: Address): boolean {
    const rt = this.#rt;
    for (let type = rt.typeOf(owner); type !== 0; type = rt.views.word(type + BASE)) {
      const name = rt.views.word(type + TYPE_QUALNAME);
      if (name !== 0 && this.#name.isOfClass(rt.text(name))) return true;
    }
    return false;
  }

  // What is seen

  #store(at: Address, value: number): void {
    const { views } = this.#rt;
    const object = this.#hidden;
    const old = views.i32[at >> 2];
    views.i32[WATCH_PENDING >> 2] = 1;
    if (at === object) {
      // A block that is free has links where counts were.
      if (old === 0 && value !== 1) return;
      if (old !== value) this.#log.counts(old, value);
      return;
    }
    if (old === object && value !== object) this.#log.leaves(at, value === 0);
    // A block that is used again may still have the address from before.
    if (value === object && (old !== object || !this.#log.isHeld(at))) this.#log.puts(at, views.i32[object >> 2]);
  }

  #copy(to: Address, from: Address, bytes: number): void {
    const { i32 } = this.#rt.views;
    if (((to | from | bytes) & 3) !== 0 || to === from) return;
    const sources: Address[] = [];
    for (let at = from; at < from + bytes; at += 4) if (i32[at >> 2] === this.#hidden) sources.push(at);
    if (sources.length > 0) i32[WATCH_PENDING >> 2] = 1;
    const kept = new Set(sources.map((at) => at + to - from));
    if (from >= to + bytes || to >= from + bytes) this.#overwritten(to, to + bytes, kept);
    this.#log.copies(sources, to - from);
  }

  #overwritten(from: Address, to: Address, but?: ReadonlySet<Address>): void {
    const { i32 } = this.#rt.views;
    for (let at = (from + 3) & ~3; at < to; at += 4)
      if (i32[at >> 2] === this.#hidden && but?.has(at) !== true) this.#log.leaves(at, true);
  }

  #freed(): void {
    this.#settle();
    this.#finish({ how: 'freed', at: this.#where(), why: this.#runs.last?.reason ?? '' });
  }

  #finish(end: ReferenceEnd): void {
    this.#end = end;
    this.#watched = 0;
    this.#rt.views.i32[WATCHED >> 2] = 0;
    this.#rt.views.i32[WATCH_PENDING >> 2] = 0;
  }

  #beginStatement(): void {
    this.#places.searchAgain();
    this.#log.beginStatement();
    this.#rt.views.i32[WATCH_PENDING >> 2] = 0;
  }

  #settle(): void {
    this.#places.searchAgain();
    this.#log.settle();
    this.#rt.views.i32[WATCH_PENDING >> 2] = 0;
  }

  #programEnds(): void {
    this.#aside(() => {
      this.#settle();
      const object = this.#hidden;
      const holders = new Map<string, number>();
      for (const place of this.#places.of(object)) {
        const text = this.#places.described(place);
        holders.set(text, (holders.get(text) ?? 0) + 1);
      }
      const all = Array.from(holders, ([text, references]) => ({ text, references }));
      this.#finish({ how: 'alive', count: this.#rt.countOf(object), holders: all });
    });
  }

  // Where the program is

  #where(): ReferencePlace {
    const { rt, code, span } = this.#running();
    if (code === 0) return NOWHERE;
    const file = rt.text(rt.views.word(code + CODE_FILE));
    const line = span?.line ?? rt.views.word(code + FIRST_LINE);
    return {
      file,
      line,
      function: rt.text(rt.views.word(code + CODE_QUALNAME)).replaceAll('.<locals>', ''),
      source: this.#lines.line(file, line)?.trim() ?? '',
    };
  }

  #running(): { rt: Runtime; code: Address; span: Span | undefined } {
    const rt = this.#rt;
    let frame = rt.views.word(FRAME);
    while (frame !== 0 && rt.views.word(frame + FRAME_FUNCTION) === 0) frame = rt.views.word(frame + PREVIOUS_FRAME);
    if (frame === 0) return { rt, code: 0, span: undefined };
    const code = rt.views.word(rt.views.word(frame + FRAME_FUNCTION) + CODE);
    return { rt, code, span: spanAt(rt, code, rt.views.word(frame + SITE)) };
  }

  #expression(): string {
    const { rt, code, span } = this.#running();
    if (span === undefined) return 'the interpreter';
    const line = this.#lines.line(rt.text(rt.views.word(code + CODE_FILE)), span.line) ?? '';
    const bytes = new TextEncoder().encode(line);
    const end = span.endLine === span.line ? span.endColumn : bytes.length;
    const text = new TextDecoder().decode(bytes.subarray(span.column, end)).trim();
    return text.length > EXPRESSION_LENGTH ? `${text.slice(0, EXPRESSION_LENGTH - 1)}…` : text;
  }

  #howLeft({ kind, text, general, owner, isLeaving }: HoldingPlace, isEmptied: boolean): Reason {
    const { views } = this.#rt;
    const both = (before: string, after = ''): Reason => ({
      text: before + text + after,
      general: before + general + after,
    });
    if (kind === 'variable' || kind === 'global') {
      if (isLeaving === true) return both('', views.word(PENDING) === 0 ? ': it returned' : ': it raised');
      return both('', isEmptied ? ' is deleted' : ' is bound anew');
    }
    if (views.word(RUNNING) !== 0) return both('the cyclic collector: taken from ');
    if (owner !== 0 && views.word(owner) === 0) return both('what had it was freed: ');
    return both(isEmptied ? 'taken from ' : 'replaced in ');
  }
}
