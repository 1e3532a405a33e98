/**
 * Which functions can be on the stack when the program ends in the middle: those from which proc_exit can be reached.
 * An indirect call may reach any function of its type that is in a table; other imports never end the program.
 *
 * Cost: one walk over the code, then a backwards search over the call graph.
 */
import { InstructionCursor, readLocals } from '../instrument/rewrite/instructions.js';
import type { WasmModule } from '../instrument/binary/module.js';
import { OP } from '../instrument/binary/opcodes.js';

/** fd_write ends a program that writes where nobody reads. */
const EXITS = new Set(['proc_exit', 'proc_raise', 'fd_write', '__cxa_throw']);

/** Function indices, imports included. */
export function functionsThatMayExit(module: WasmModule): Set<number> {
  const imported = module.importedFunctions.length;
  const callers = new Map<number, number[]>();
  const kinds = typeKinds(module);
  /** Callers by the kind of type of an indirect call, as keys above all function indices. */
  const total = imported + module.functions.length;
  const note = (callee: number, caller: number): void => {
    const list = callers.get(callee);
    if (!list) callers.set(callee, [caller]);
    else if (list.at(-1) !== caller) list.push(caller);
  };
  module.code.forEach((body, i) => {
    const cursor = new InstructionCursor(module.bytes, body.start, body.end);
    readLocals(cursor.reader);
    while (cursor.reader.pos < body.end) {
      cursor.step();
      if (cursor.opcode === OP.call || cursor.opcode === OP.returnCall) note(cursor.index, imported + i);
      else if (cursor.opcode === OP.callIndirect || cursor.opcode === OP.returnCallIndirect)
        note(total + kinds[cursor.index], imported + i);
    }
  });
  const typeOf = (index: number): number =>
    index < imported ? module.importedFunctions[index].type : module.functions[index - imported];
  const inTable = new Set(module.elements.flatMap((segment) => segment.functions ?? []));
  const found = new Set<number>();
  const work = module.importedFunctions.flatMap((entry, index) => (EXITS.has(entry.name) ? [index] : []));
  const visit = (list: number[] | undefined): void => {
    for (const caller of list ?? []) if (!found.has(caller)) work.push(caller);
  };
  for (let index = work.pop(); index !== undefined; index = work.pop()) {
    if (found.has(index)) continue;
    found.add(index);
    visit(callers.get(index));
    if (inTable.has(index)) visit(callers.get(total + kinds[typeOf(index)]));
  }
  return found;
}

/** For each type the first index of an equal one: calls through either reach functions of both. */
function typeKinds({ types }: WasmModule): number[] {
  const first = new Map<string, number>();
  return types.map(({ params, results }, index) => {
    const key = `${params.join()}>${results.join()}`;
    const kind = first.get(key) ?? index;
    first.set(key, kind);
    return kind;
  });
}
