import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OP } from '../../../instrument/binary/opcodes.js';
import { ByteWriter } from '../../../instrument/binary/writer.js';
import { encodeModule } from '../wasm/module-writer.js';
import { Block, successors } from './block.js';
import { writeStructured } from './structure.js';

/** A graph as indices: what a block decides with is the next number that `next` gives. */
interface Node {
  readonly kind: 'jump' | 'branch' | 'switch' | 'stop';
  readonly to: readonly number[];
  /** Exits from the middle, taken if the next number is odd. */
  readonly exits: readonly number[];
}

const LIMIT = 200;

describe('writeStructured', () => {
  it('takes the same way through random reducible graphs as an interpreter of the graph', () => {
    fc.assert(
      fc.property(graphs(), fc.array(fc.nat(7), { minLength: 1, maxLength: 60 }), (nodes, choices) => {
        expect(runCompiled(nodes, choices)).toEqual(interpret(nodes, choices));
      }),
      { numRuns: 400 },
    );
  });

  it('refuses a loop with two entries', () => {
    const nodes: Node[] = [
      { kind: 'branch', to: [1, 2], exits: [] },
      { kind: 'jump', to: [2], exits: [] },
      { kind: 'jump', to: [1], exits: [] },
    ];
    expect(() => writeStructured(blocksOf(nodes)[0], new ByteWriter())).toThrow('not reducible');
  });

  it('does not recurse', () => {
    const nodes = Array.from({ length: 30_000 }, (_, at): Node => {
      if (at === 29_999) return { kind: 'stop', to: [], exits: [] };
      return at % 3 === 0 && at < 29_990
        ? { kind: 'branch', to: [at + 1, at + 3], exits: [] }
        : { kind: 'jump', to: [at + 1], exits: [] };
    });
    const out = new ByteWriter();
    writeStructured(blocksOf(nodes)[0], out);
    expect(out.length).toBeGreaterThan(30_000);
  });
});

/** Edges forward at random, edges back only to what dominates: reducible by construction. */
function graphs(): fc.Arbitrary<Node[]> {
  const shape = fc.record({
    kind: fc.constantFrom('jump', 'branch', 'branch', 'switch', 'stop'),
    to: fc.array(fc.nat(6), { minLength: 3, maxLength: 3 }),
    exits: fc.array(fc.nat(6), { maxLength: 2 }),
    back: fc.array(fc.nat(6), { maxLength: 2 }),
  });
  return fc.array(shape, { minLength: 1, maxLength: 14 }).map((shapes) => {
    const count = shapes.length;
    const forward = (at: number, step: number): number => Math.min(at + 1 + step, count - 1);
    const nodes = shapes.map(({ kind, to, exits }, at): Node => {
      if (at === count - 1 || kind === 'stop') return { kind: 'stop', to: [], exits: [] };
      const width = kind === 'jump' ? 1 : kind === 'branch' ? 2 : 3;
      const targets = to.slice(0, width).map((step) => forward(at, step));
      return { kind: kind as Node['kind'], to: targets, exits: exits.map((step) => forward(at, step)) };
    });
    return nodes.map((node, at) => {
      if (node.kind === 'stop') return node;
      const above = dominatorsOf(nodes, at);
      const back = shapes[at].back.map((pick) => above[pick % above.length]);
      return { kind: node.kind, to: node.to, exits: [...node.exits, ...back] };
    });
  });
}

/** By its definition: without a dominator the block cannot be reached. */
function dominatorsOf(nodes: readonly Node[], at: number): number[] {
  const reaches = (without: number): boolean => {
    const seen = new Set<number>();
    const open = without === 0 ? [] : [0];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (one === without || seen.has(one)) continue;
      seen.add(one);
      open.push(...nodes[one].to, ...nodes[one].exits);
    }
    return seen.has(at);
  };
  return nodes.map((_, one) => one).filter((one) => one === at || !reaches(one));
}

function interpret(nodes: readonly Node[], choices: readonly number[]): number[] {
  const next = chooser(choices);
  const way: number[] = [];
  let at = 0;
  walk: while (way.length < LIMIT) {
    way.push(at);
    const { kind, to, exits } = nodes[at];
    for (const exit of exits)
      if (next() % 2 === 1) {
        at = exit;
        continue walk;
      }
    if (kind === 'stop') return way;
    if (kind === 'jump') at = to[0];
    else if (kind === 'branch') at = next() % 2 === 1 ? to[0] : to[1];
    else at = to[Math.min(next(), 2)];
  }
  return way;
}

function chooser(choices: readonly number[]): () => number {
  let at = 0;
  return () => choices[at++ % choices.length];
}

const VISIT = 0;
const NEXT = 1;

function blocksOf(nodes: readonly Node[]): Block[] {
  const blocks = nodes.map(() => new Block());
  for (const [at, { kind, to, exits }] of nodes.entries()) {
    const block = blocks[at];
    block.code.u8(OP.i32Const).s32(at).u8(OP.call).u32(VISIT);
    for (const exit of exits) {
      block.code.u8(OP.call).u32(NEXT).u8(OP.i32Const).s32(1).u8(OP.i32And);
      block.exits.push({ at: block.code.length, nesting: 0, isConditional: true, to: blocks[exit] });
    }
    const [first, second, third] = to.map((one) => blocks[one]);
    if (kind === 'stop') {
      block.code.u8(OP.i32Const).s32(0).u8(OP.return);
      block.end = { kind: 'stop' };
    } else if (kind === 'jump') block.end = { kind: 'jump', to: first };
    else {
      block.code.u8(OP.call).u32(NEXT);
      if (kind === 'branch') {
        block.code.u8(OP.i32Const).s32(1).u8(OP.i32And);
        block.end = { kind: 'branch', yes: first, no: second };
      } else block.end = { kind: 'switch', cases: [first, second], otherwise: third };
    }
  }
  for (const block of blocks) successors(block);
  return blocks;
}

class Enough extends Error {}

function runCompiled(nodes: readonly Node[], choices: readonly number[]): number[] {
  const body = new ByteWriter().u32(0);
  writeStructured(blocksOf(nodes)[0], body);
  body.u8(OP.end);
  const bytes = encodeModule({
    imports: [
      { name: 'visit', type: 'i>' },
      { name: 'next', type: '>i' },
    ],
    functions: [{ type: '>i', body: body.bytes(), name: 'f' }],
    indirectTypes: [],
    elements: undefined,
    memory: false,
    exported: ['f'],
  });
  const way: number[] = [];
  const visit = (at: number): void => {
    if (way.length >= LIMIT) throw new Enough();
    way.push(at);
  };
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    kernel: { visit, next: chooser(choices) },
  });
  try {
    (instance.exports.f as () => number)();
  } catch (problem) {
    if (!(problem instanceof Enough)) throw problem;
  }
  return way;
}
