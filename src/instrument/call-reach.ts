/**
 * Which functions some others can be reached from: a backwards search over the call graph. An indirect call may reach any
 * function of its type that is ever in a table.
 *
 * Cost: one walk over the code, then each edge of the graph once.
 */
import type { WasmModule } from './binary/module.js';
import { OP } from './binary/opcodes.js';
import { ByteReader } from './binary/reader.js';
import { InstructionCursor, readLocals } from './rewrite/instructions.js';

/** Function indices, imports and the `targets` themselves included. */
export function functionsThatReach(module: WasmModule, targets: readonly number[]): Set<number> {
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
  const inTable = new Set(module.elements.flatMap(functionsOf));
  module.code.forEach((body, i) => {
    const cursor = new InstructionCursor(module.bytes, body.start, body.end);
    readLocals(cursor.reader);
    while (cursor.reader.pos < body.end) {
      cursor.step();
      if (cursor.opcode === OP.call || cursor.opcode === OP.returnCall) note(cursor.index, imported + i);
      else if (cursor.opcode === OP.callIndirect || cursor.opcode === OP.returnCallIndirect)
        note(total + kinds[cursor.index], imported + i);
      else if (cursor.opcode === OP.refFunc) inTable.add(cursor.index);
    }
  });
  const typeOf = (index: number): number =>
    index < imported ? module.importedFunctions[index].type : module.functions[index - imported];
  const found = new Set<number>();
  const work = [...targets];
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

function functionsOf({ functions, expressions }: WasmModule['elements'][number]): number[] {
  const named = (expressions ?? []).filter((raw) => raw[0] === OP.refFunc).map((raw) => new ByteReader(raw, 1).u32());
  return [...(functions ?? []), ...named];
}

/** For each type the first index of an equal one: calls through either reach functions of both. */
export function typeKinds({ types }: WasmModule): number[] {
  const first = new Map<string, number>();
  return types.map(({ params, results }, index) => {
    const key = `${params.join()}>${results.join()}`;
    const kind = first.get(key) ?? index;
    first.set(key, kind);
    return kind;
  });
}
