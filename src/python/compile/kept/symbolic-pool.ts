/** A pool that makes nothing: it gives symbols, and writes down how to make what they stand for. */
import { ELLIPSIS, FALSE, NONE, TRUE } from '../../format/memory-map.js';
import type { Source, Unit } from '../emit/unit.js';
import {
  type CodeModes,
  type CodeParts,
  type CompiledCode,
  type CompileLater,
  type Constant,
  constantKey,
  type Pool,
} from '../pool.js';
import type { Step } from './object.js';
import { cacheSymbol, symbolOf } from './symbols.js';

/** Bytes: caches have doubles. */
const CACHE_ALIGNMENT = 8;
const NO_DOCSTRING: Constant = { type: 'none' };
const FIXED: Readonly<Partial<Record<Constant['type'], number>>> = {
  none: NONE,
  true: TRUE,
  false: FALSE,
  ellipsis: ELLIPSIS,
};

export class SymbolicPool implements Pool {
  readonly isReleasable = false;
  readonly tableBase = 0;
  readonly tracesNumbers: boolean;
  readonly tellsLines: boolean;
  readonly callsThroughTable: boolean;
  readonly steps: Step[] = [];
  /** Bytes of all caches until now. */
  caches = 0;
  #count = 0;
  readonly #names = new Map<string, number>();
  readonly #constants = new Map<string, number>();
  readonly #declared: { code: number; first: number; compile: CompileLater }[] = [];

  constructor({ tracesNumbers, tellsLines, callsThroughTable }: CodeModes) {
    this.tracesNumbers = tracesNumbers;
    this.tellsLines = tellsLines;
    this.callsThroughTable = callsThroughTable;
  }

  placeOf(number: number): number {
    return number;
  }

  #make(step: Step): number {
    this.steps.push(step);
    return symbolOf(this.#count++);
  }

  name(text: string): number {
    let symbol = this.#names.get(text);
    if (symbol === undefined) this.#names.set(text, (symbol = this.#make({ make: 'name', text })));
    return symbol;
  }

  constant(value: Constant): number {
    if (value.type === 'code') return value.address;
    const fixed = FIXED[value.type];
    if (fixed !== undefined) return fixed;
    const key = constantKey(value);
    let symbol = this.#constants.get(key);
    if (symbol === undefined) this.#constants.set(key, (symbol = this.#make({ make: 'constant', value })));
    return symbol;
  }

  cache(bytes: number): number {
    const at = this.caches;
    this.caches += (bytes + CACHE_ALIGNMENT - 1) & -CACHE_ALIGNMENT;
    return cacheSymbol(at);
  }

  traceCell(): number {
    return this.#make({ make: 'trace cell' });
  }

  code(parts: CodeParts, compiled: CompiledCode): number {
    const code = this.#make({ make: 'code', parts, first: NO_DOCSTRING, frameBytes: compiled.frameBytes });
    this.steps.push({ complete: code, compiled });
    return code;
  }

  declare(parts: CodeParts, first: Constant, frameBytes: number, _source: Source, compile: CompileLater): number {
    const code = this.#make({ make: 'code', parts, first, frameBytes });
    this.#declared.push({ code, first: this.constant(first), compile });
    return code;
  }

  /** Compiles all that has been declared, and what that declares. @throws NotSupported */
  compileDeclared(unit: Unit): void {
    for (let next = this.#declared.pop(); next !== undefined; next = this.#declared.pop())
      this.steps.push({ complete: next.code, compiled: next.compile(unit, next.first) });
  }
}
