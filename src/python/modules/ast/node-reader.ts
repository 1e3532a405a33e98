/**
 * What the fields of nodes of the module _ast hold, one by one; what is wrong with them is said in the words of CPython 3.11's
 * Python-ast.c and ast.c.
 *
 * `kind` is what a node is, `sort` what it is one of: an `Add` is of the sort `operator`.
 */
import type { Address } from '../../../base/ids.js';
import type * as Tree from '../../../languages/python/tree/ast.js';
import { DEPTH_LEFT, NONE } from '../../format/memory-map.js';
import { LIST_TYPE, RECURSION_ERROR, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { moduleDict } from '../make-module.js';

const RESERVED: ReadonlySet<string> = new Set(['None', 'True', 'False']);

export class NodeReader {
  protected readonly rt: Runtime;
  /** The namespace of the module _ast. */
  readonly #types: Address;
  /** The names of the node types. */
  readonly #kinds = new Map<Address, string>();
  #depth = 0;

  constructor(rt: Runtime) {
    this.rt = rt;
    this.#types = moduleDict(rt, rt.importModule('_ast'));
    for (const [name, type] of rt.dictItems(this.#types)) this.#kinds.set(type, rt.text(name));
  }

  /** What a node is, of whatever class it is an instance; undefined if it is no node. */
  protected kind(node: Address): string | undefined {
    const rt = this.rt;
    const known = this.#kinds.get(rt.typeOf(node));
    if (known !== undefined) return known;
    for (const base of rt.tupleItems(rt.attribute(rt.typeOf(node), '__mro__'))) {
      const kind = this.#kinds.get(base);
      if (kind !== undefined) return kind;
    }
    return undefined;
  }

  /** 0 if it is not there. */
  protected field(node: Address, name: string): Address {
    return this.rt.optionalAttribute(node, name);
  }

  /** It may be None. */
  protected present(node: Address, kind: string, name: string): Address {
    const value = this.field(node, name);
    return value !== 0 ? value : this.rt.raise(TYPE_ERROR, `required field "${name}" missing from ${kind}`);
  }

  protected required(node: Address, kind: string, name: string): Address {
    const value = this.present(node, kind, name);
    return value !== NONE ? value : this.rt.raise(VALUE_ERROR, `field '${name}' is required for ${kind}`);
  }

  protected optional<Result>(node: Address, name: string, read: (value: Address) => Result): Result | undefined {
    const value = this.field(node, name);
    return value === 0 || value === NONE ? undefined : read(value);
  }

  protected list<Result>(node: Address, kind: string, name: string, read: (item: Address) => Result): Result[] {
    const rt = this.rt;
    const list = this.present(node, kind, name);
    if (rt.typeOf(list) !== LIST_TYPE) {
      const shown = rt.typeName(rt.typeOf(list));
      rt.raise(TYPE_ERROR, `${kind} field "${name}" must be a list, not a ${shown}`);
    }
    return rt.listItems(list).map((item) => read.call(this, item));
  }

  protected filled<Item>(items: Item[], kind: string, name: string): Item[] {
    return items.length > 0 ? items : this.rt.raise(VALUE_ERROR, `empty ${name} on ${kind}`);
  }

  protected identifier(value: Address): string {
    const rt = this.rt;
    if (!rt.isString(value)) rt.raise(TYPE_ERROR, 'AST identifier must be of type str');
    return rt.text(value);
  }

  protected name(node: Address, kind: string, field: string): string {
    const name = this.identifier(this.required(node, kind, field));
    if (RESERVED.has(name)) this.rt.raise(VALUE_ERROR, `identifier field can't represent '${name}' constant`);
    return name;
  }

  protected integer(value: Address): number {
    const rt = this.rt;
    if (!rt.isInt(value)) rt.raise(VALUE_ERROR, `invalid integer value: ${rt.text(rt.repr(value))}`);
    return rt.number(value);
  }

  protected span(node: Address, sort: string): Tree.Span {
    const line = this.integer(this.required(node, sort, 'lineno'));
    const column = this.integer(this.required(node, sort, 'col_offset'));
    const endLine = this.optional(node, 'end_lineno', (value) => this.integer(value)) ?? line;
    const endColumn = this.optional(node, 'end_col_offset', (value) => this.integer(value)) ?? column;
    const lines = `(${line}, ${endLine})`;
    if (line > endLine) this.rt.raise(VALUE_ERROR, `AST node line range ${lines} is not valid`);
    if ((line < 0 && endLine !== line) || (column < 0 && column !== endColumn)) {
      const columns = `(${column}, ${endColumn})`;
      this.rt.raise(VALUE_ERROR, `AST node column range ${columns} for line range ${lines} is not valid`);
    }
    if (line === endLine && column > endColumn)
      this.rt.raise(VALUE_ERROR, `line ${line}, column ${column}-${endColumn} is not a valid range`);
    return { line, column, endLine, endColumn };
  }

  /** Reads a node of some sort, unless trees nest too deep there. */
  protected nested<Result>(
    node: Address,
    sort: string,
    read: (kind: string, span: Tree.Span) => Result | undefined,
  ): Result {
    const rt = this.rt;
    if (this.#depth >= rt.views.word(DEPTH_LEFT))
      rt.raise(RECURSION_ERROR, `maximum recursion depth exceeded while traversing '${sort}' node`);
    this.#depth++;
    const span = this.span(node, sort);
    const result = this.#isSort(node, sort) ? read(this.kind(node)!, span) : undefined;
    this.#depth--;
    return result ?? this.#unexpected(node, sort);
  }

  #isSort(node: Address, sort: string): boolean {
    return this.rt.isInstanceOf(node, this.rt.dictGet(this.#types, this.rt.name(sort)));
  }

  #unexpected(node: Address, sort: string): never {
    const rt = this.rt;
    return rt.raise(TYPE_ERROR, `expected some sort of ${sort}, but got ${rt.text(rt.repr(node))}`);
  }

  protected operator<Operator extends string>(node: Address, kind: string, field: string, sort: string): Operator {
    return this.operatorOf(this.present(node, kind, field), sort);
  }

  protected operatorOf<Operator extends string>(value: Address, sort: string): Operator {
    return this.#isSort(value, sort) ? (this.kind(value) as Operator) : this.#unexpected(value, sort);
  }
}
