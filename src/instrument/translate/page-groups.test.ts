/** Which accesses share a look-up, and which must not. */
import { describe, expect, it } from 'vitest';
import { ModuleBuilder } from '../../../test/support/modules/build-module.js';
import type { CodeBuilder } from '../binary/code-builder.js';
import { memoryAccess } from '../binary/memory-access.js';
import { parseModule } from '../binary/module.js';
import { OP, TYPE } from '../binary/opcodes.js';
import { analyseFunction } from '../rewrite/analyse-function.js';
import { InstructionCursor } from '../rewrite/instructions.js';
import { groupAccesses } from './page-groups.js';

/** Ordinal numbers of the accesses in each group of the function, and whether its leader asks for writable bytes. */
function groupsOf(build: (c: CodeBuilder) => void): { members: number[]; write: boolean; from: number; to: number }[] {
  const bytes = new ModuleBuilder()
    .function('other', { params: [], results: [] }, () => {})
    .function('code', { params: [TYPE.i32, TYPE.i32], results: [] }, build)
    .encode();
  const module = parseModule(bytes);
  const body = module.code[1]!;
  const signatures = { ofFunction: () => NOTHING, ofType: () => NOTHING, stackPointer: undefined };
  const facts = analyseFunction(module, body, [TYPE.i32, TYPE.i32], signatures);
  const cursor = new InstructionCursor(bytes, facts.code, body.end);
  const sites: number[] = [];
  while (cursor.reader.pos < body.end) {
    cursor.step();
    if (memoryAccess(cursor.opcode, cursor.sub)) sites.push(cursor.start - body.start, 0, 0);
  }
  const members = groupAccesses({ module, body, sites: Uint32Array.from(sites), isChecked: false, facts, signatures });
  const groups = new Set([...members.values()].map(({ group }) => group));
  return [...groups].map((group) => ({
    members: [...members].filter(([, member]) => member.group === group).map(([ordinal]) => ordinal),
    write: group.write,
    from: group.from,
    to: group.to,
  }));
}

const NOTHING = { params: [], results: [] };
const load = (c: CodeBuilder, local: number, offset: number): CodeBuilder =>
  c.get(local).memory(OP.i32Load, offset).op(OP.drop);
const store = (c: CodeBuilder, local: number, offset: number): CodeBuilder =>
  c.get(local).i32(7).memory(OP.i32Store, offset);

describe('accesses that share a look-up', () => {
  it('are those of one structure, and the first asks for all', () => {
    expect(groupsOf((c) => store(load(load(c, 0, 8), 0, 0), 0, 20))).toEqual([
      { members: [0, 1, 2], write: true, from: 0, to: 24 },
    ]);
  });

  it('are a load and a store of the same place, though the local has another value by then', () => {
    const increment = (c: CodeBuilder): unknown =>
      c.get(0).get(0).memory(OP.i32Load).i32(1).op(OP.i32Add).tee(0).memory(OP.i32Store);
    expect(groupsOf(increment)).toEqual([{ members: [0, 1], write: true, from: 0, to: 4 }]);
  });

  it('follow a pointer that moves by a known distance', () => {
    const walk = (c: CodeBuilder): unknown => {
      load(c, 0, 0).get(0).i32(4).op(OP.i32Add).set(1);
      return load(load(c, 1, 0), 1, 4);
    };
    expect(groupsOf(walk)).toEqual([{ members: [0, 1, 2], write: false, from: 0, to: 12 }]);
  });

  it('are not two alone that only lie side by side, nor what lies far away', () => {
    expect(groupsOf((c) => load(load(c, 0, 0), 0, 4))).toEqual([]);
    expect(groupsOf((c) => load(load(c, 0, 0), 0, 4096))).toEqual([]);
  });

  it('are not of different pointers', () => {
    expect(groupsOf((c) => load(load(c, 0, 0), 1, 0))).toEqual([]);
  });

  it('have no call between them', () => {
    expect(groupsOf((c) => load(load(c, 0, 0).op(OP.call, 0), 0, 0))).toEqual([]);
  });

  it('do not reach into a loop, where the pointer may have changed', () => {
    const loop = (c: CodeBuilder): unknown => {
      load(c, 0, 0).get(0).set(1).loop();
      load(load(c, 0, 0), 1, 0)
        .get(1)
        .memory(OP.i32Load)
        .set(1);
      return c.get(1).brIf(0).end();
    };
    // Only the second and third access through local 1 are sure to be the same place.
    expect(groupsOf(loop)).toEqual([{ members: [2, 3], write: false, from: 0, to: 4 }]);
  });

  it('do not take a pointer from a branch that may not have been taken', () => {
    const branch = (c: CodeBuilder): unknown => {
      load(c, 0, 0).get(1).if().get(0).set(1).end();
      return load(c, 1, 0);
    };
    expect(groupsOf(branch)).toEqual([]);
  });

  it('ask for writable bytes only if a store is sure to come', () => {
    const maybe = (c: CodeBuilder): unknown => {
      load(load(c, 0, 0), 0, 0)
        .get(1)
        .if();
      return store(c, 0, 0).end();
    };
    expect(groupsOf(maybe)).toEqual([{ members: [0, 1], write: false, from: 0, to: 4 }]);
  });
});
