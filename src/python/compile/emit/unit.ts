/** What the code units of one source share: the module that they are compiled to, and the scopes of nodes. */
import { codeFlags } from './flags.js';
import type { Scope } from '../../../languages/python/symbols/scope.js';
import type { ByteWriter } from '../../../instrument/binary/writer.js';
import type { Pool } from '../pool.js';
import { ABI, ABI_NAMES } from '../abi.js';
import { encodeModule, type Signature } from '../wasm/module-writer.js';
import type { Body } from './body.js';

/** Types of what is called through the table, by their index in the module. */
export const ENTRY_SIGNATURES: readonly Signature[] = ['i>i'];
export const ENTRY_TYPE = 0;

export interface BodyKind {
  readonly name: string;
  readonly argumentCount: number;
  readonly positionalOnly: number;
  readonly keywordOnly: number;
  readonly hasRest: boolean;
  readonly hasNamedRest: boolean;
  readonly firstLine: number;
  /** Of `async def` and asynchronous generator expressions. */
  readonly isCoroutine: boolean;
}

export class Unit {
  readonly pool: Pool;
  readonly postponesAnnotations: boolean;
  /** CO_FUTURE_* of the source. */
  readonly futureFlags: number;
  readonly #scopes = new Map<object, Scope>();
  readonly #functions: { type: Signature; body: ByteWriter; name: string }[] = [];

  constructor(pool: Pool, scope: Scope, postponesAnnotations: boolean, futureFlags: number) {
    this.pool = pool;
    this.postponesAnnotations = postponesAnnotations;
    this.futureFlags = futureFlags;
    const open = [scope];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      this.#scopes.set(one.node, one);
      open.push(...one.children);
    }
    this.moduleScope = scope;
  }

  readonly moduleScope: Scope;

  scopeOf(node: object): Scope {
    return this.#scopes.get(node)!;
  }

  /** Ends a body: its function joins the module. Returns the code object. */
  finish(body: Body, kind: BodyKind): number {
    body.finish();
    const index = this.pool.tableBase + this.#functions.length;
    const type = body.isGenerator ? 'ii>i' : 'i>i';
    const code = body.asm.body();
    this.#functions.push({ type, body: code, name: body.qualifiedName });
    const { parameters, cellNames, localNames } = body;
    const isPlain = kind.keywordOnly === 0 && !kind.hasRest && !kind.hasNamedRest;
    return this.pool.code({
      name: kind.name,
      qualifiedName: body.qualifiedName,
      firstLine: kind.firstLine,
      argumentCount: kind.argumentCount,
      positionalOnly: kind.positionalOnly,
      keywordOnly: kind.keywordOnly,
      flags: codeFlags(body, kind) | this.futureFlags,
      localNames,
      cellNames,
      freeNames: body.freeNames,
      constants: body.constants.addresses,
      globalNames: body.globalNames,
      cellParameters: parameters.flatMap((name, slot) => (cellNames.includes(name) ? [slot] : [])),
      frameBytes: body.frameBytes,
      slots: body.slots,
      index,
      makesGenerator: body.isGenerator,
      isSimple: isPlain && !body.isGenerator && body.scope.type === 'function',
      sites: body.sites,
    });
  }

  module(): Uint8Array {
    return encodeModule({
      imports: ABI_NAMES.map((name) => ({ name, type: ABI[name] })),
      functions: this.#functions,
      indirectTypes: ENTRY_SIGNATURES,
      tableBase: this.pool.tableBase,
      memory: true,
      exported: [],
    });
  }

  get functionCount(): number {
    return this.#functions.length;
  }
}
