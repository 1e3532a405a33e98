/**
 * Calls of builtins that programs make everywhere, of as many arguments as these take: compiled to what the builtin does, if
 * the global name has it when the call is made (CPython's PRECALL_NO_KW_LEN and PRECALL_NO_KW_ISINSTANCE). While an object is
 * watched they are calls like others, in which it is seen as an argument.
 */
import { OP } from '../../../instrument/binary/opcodes.js';
import type { Expr } from '../../../languages/python/tree/ast.js';
import { ISINSTANCE_FUNCTION, LEN_FUNCTION } from '../../format/memory-map.js';
import { BUILTIN_DEFINITION, DEFINITION_FUNCTION, TYPE } from '../../format/objects.js';
import { BUILTIN_FUNCTION_OR_METHOD_TYPE } from '../../format/types.js';
import type { Operand } from '../code/operand.js';
import type { Body } from './body.js';
import { isGlobal } from './names.js';

export interface KnownCall {
  readonly count: number;
  /** The cell with the index of the builtin's function. */
  readonly cell: number;
  readonly operation: 'op_len' | 'op_isinstance';
}

const KNOWN_CALLS: ReadonlyMap<string, KnownCall> = new Map([
  ['len', { count: 1, cell: LEN_FUNCTION, operation: 'op_len' }],
  ['isinstance', { count: 2, cell: ISINSTANCE_FUNCTION, operation: 'op_isinstance' }],
]);

export function knownCall(b: Body, func: Expr, count: number): KnownCall | undefined {
  if (b.isCold || b.pool.watch !== undefined || func.kind !== 'Name' || !isGlobal(b, func.id)) return undefined;
  const known = KNOWN_CALLS.get(func.id);
  return known?.count === count ? known : undefined;
}

/** The result of what is called on wasm's stack, in the scratch local, and out of `done`; goes on if it is another function. */
export function callKnown(b: Body, known: KnownCall, callable: Operand, args: readonly Operand[], done: number): void {
  const { asm } = b;
  const other = asm.open();
  b.get(callable).load(TYPE).i32(BUILTIN_FUNCTION_OR_METHOD_TYPE).op(OP.i32Ne).leaveIf(other);
  b.get(callable).load(BUILTIN_DEFINITION).load(DEFINITION_FUNCTION).loadAt(known.cell).op(OP.i32Ne).leaveIf(other);
  for (const arg of args) b.consume(arg);
  asm.call(known.operation).set(b.scratch);
  b.release(callable);
  asm.leave(done).close();
}
