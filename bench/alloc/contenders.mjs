/**
 * The allocators and the ways to call them. A contender is { name, way, begin(), calls(from, to), footprint?() }: an empty
 * heap, the calls of some rows, and the bytes held at most since. All have the same stage (stage.mjs), and what a heap is
 * stays the same for all workloads, so that the engine knows the functions that are called.
 *
 *     way        who makes the calls
 *     imported   a WebAssembly module that imports the allocator's functions (src/memory/replay/kernel.as.ts)
 *     linked     C in the same module as the allocator (replay.c)
 *     js         JavaScript (call-from-js.mjs)
 *
 * All work on memory that passes before have touched, from zeros.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MemPool } from '@thi.ng/malloc';
import { DESIGNS } from '../../dist/memory/alloc/designs.js';
import { startKernel } from '../../dist/memory/kernel.js';
import { ROW_BYTES } from '../../dist/memory/replay/format.js';
import { KERNEL } from '../../dist/memory/replay/kernel.wasm.js';
import { startReplayKernel } from '../../dist/memory/replay/replay-kernel.js';
import { compilePlain } from '../lib/plain-wasm.mjs';

const SOURCE = join(import.meta.dirname, 'replay.c');
const MALLOC_FAMILY = ['malloc', 'free', 'realloc', 'aligned_alloc', 'malloc_usable_size'];
const PAGE = 4096;
/** Where in a space, below all that it hands out, a kernel finds its globals. */
const STATE = 1024;

/** @param {import('./stage.mjs').Stage} stage */
export async function contenders(scratch, stage) {
  const modulePath = join(scratch, 'dlmalloc.wasm');
  await compilePlain(
    'replay.c',
    readFileSync(SOURCE),
    ['-O2', `-DRESERVED=${stage.reserved}`],
    modulePath,
    MALLOC_FAMILY,
  );
  const dlmalloc = new Dlmalloc(new WebAssembly.Module(readFileSync(modulePath)), stage);
  const list = [
    { name: 'dlmalloc', way: 'linked', ...dlmalloc.called(dlmalloc.linked()) },
    { name: 'dlmalloc', way: 'imported', ...dlmalloc.called(dlmalloc.imported()) },
    {
      name: 'dlmalloc',
      way: 'js',
      ...(await fromJs((calls) => fromJs((watched) => dlmallocFromJs(dlmalloc, stage, calls, watched)))),
    },
  ];
  for (const design of DESIGNS) {
    const make = await design.load();
    list.push(
      { name: design.name, way: 'imported', ...imported(stage, design, make) },
      {
        name: design.name,
        way: 'js',
        ...(await fromJs((callFromJs) => calledFromJs(stage, design, make, callFromJs))),
      },
    );
  }
  list.push({ name: '@thi.ng/malloc', way: 'js', ...(await fromJs((callFromJs) => thing(stage, callFromJs))) });
  return list;
}

let copies = 0;

/** With a copy of the calling loop that no other contender uses. */
async function fromJs(open) {
  const { callFromJs } = await import(`./call-from-js.mjs?${copies++}`);
  return open(callFromJs);
}

/**
 * A heap that can be emptied: one instance for all passes, as dlmalloc has, since the engine compiles calls of functions that
 * stay the same better. Layers below an allocator have a state of their own; then it is made anew.
 */
class Emptiable {
  constructor({ space }, design, make) {
    this.space = space;
    this.make = () => make(space.memory, space);
    this.layered = design.name.includes('+');
    this.heap = this.make();
    const { saveState, stateBytes } = this.heap.kernel;
    saveState(STATE);
    this.state = new Uint8Array(space.memory.buffer).slice(STATE, STATE + stateBytes.value);
  }

  empty() {
    this.space.reset();
    if (this.layered) {
      this.heap = this.make();
      return;
    }
    new Uint8Array(this.space.memory.buffer).set(this.state, STATE);
    this.heap.kernel.restoreState(STATE);
  }
}

function imported(stage, design, make) {
  const { space, rowsAt, addressesAt } = stage;
  const emptiable = new Emptiable(stage, design, make);
  let { run } = startReplayKernel(space, emptiable.heap);
  return {
    begin() {
      emptiable.empty();
      if (emptiable.layered) ({ run } = startReplayKernel(space, emptiable.heap));
    },
    calls: (from, to) => run(rowsAt + from * ROW_BYTES, to - from, addressesAt),
    footprint: () => space.peakFootprint,
  };
}

function calledFromJs(stage, design, make, callFromJs) {
  const { space, blocks } = stage;
  const emptiable = new Emptiable(stage, design, make);
  return {
    begin() {
      emptiable.empty();
      emptiable.heap.bytes ??= () => new Uint8Array(space.memory.buffer);
    },
    calls: (from, to) => callFromJs(emptiable.heap, stage.rows, from, to, blocks),
    footprint: () => space.peakFootprint,
  };
}

/** wasi-libc's malloc. One instance for all passes, so that its memory is as warm as that of the others. */
class Dlmalloc {
  constructor(module, stage) {
    this.stage = stage;
    this.exports = new WebAssembly.Instance(module).exports;
    this.exports._initialize();
    // The part of the data that is the program's own; what lies between is the room for the rows.
    const { memory, heap_start, reserved_start, reserved_end } = this.exports;
    this.fresh = [
      [0, reserved_start()],
      [reserved_end(), heap_start()],
    ].map(([from, to]) => ({ from, bytes: new Uint8Array(memory.buffer).slice(from, to) }));
  }

  linked() {
    return (rows, count, addresses) => this.exports.run(rows, count, addresses);
  }

  imported() {
    const { memory, malloc, free, realloc, aligned_alloc: memalign } = this.exports;
    return startKernel(KERNEL, memory, { 'allocator.as': { malloc, free, realloc, memalign } }).run;
  }

  bytes() {
    return new Uint8Array(this.exports.memory.buffer);
  }

  /** As it was before its first call. */
  reset() {
    const { heap_start, heap_end } = this.exports;
    this.bytes().fill(0, heap_start(), heap_end());
    for (const { from, bytes } of this.fresh) this.bytes().set(bytes, from);
  }

  called(run) {
    const { stage } = this;
    const rowsAt = this.exports.reserved_start();
    const addressesAt = rowsAt + stage.rowsBytes;
    return {
      begin: () => {
        this.bytes().set(new Uint8Array(stage.rows.buffer), rowsAt);
        this.reset();
      },
      calls: (from, to) => run(rowsAt + from * ROW_BYTES, to - from, addressesAt),
    };
  }

  /**
   * Up to the end of the highest block, in pages as the others have them: the 64 KiB that its memory grows by would make
   * it look worse than it is.
   */
  footprint(callFromJs) {
    const { rows, blocks } = this.stage;
    this.reset();
    const { malloc, free, realloc, aligned_alloc, malloc_usable_size: usable, heap_start } = this.exports;
    let end = heap_start();
    const note = (address) => {
      if (address !== 0) end = Math.max(end, address + usable(address));
      return address;
    };
    const heap = {
      malloc: (size) => note(malloc(size)),
      realloc: (address, size) => note(realloc(address, size)),
      memalign: (alignment, size) => note(aligned_alloc(alignment, size)),
      free,
      bytes: () => this.bytes(),
    };
    callFromJs(heap, rows, 0, rows.length / 3, blocks);
    return Math.ceil((end - heap_start()) / PAGE) * PAGE;
  }
}

/** `watched`: the loop that is used for the footprint, which is looked at after each call. */
function dlmallocFromJs(dlmalloc, stage, callFromJs, watched) {
  const { malloc, free, realloc, aligned_alloc: memalign } = dlmalloc.exports;
  const heap = { malloc, free, realloc, memalign, bytes: () => dlmalloc.bytes() };
  return {
    begin: () => dlmalloc.reset(),
    calls: (from, to) => callFromJs(heap, stage.rows, from, to, stage.blocks),
    footprint: () => dlmalloc.footprint(watched),
  };
}

/** It has no memalign, and serves nothing below one byte. Aligned as all others. */
function thing(stage, callFromJs) {
  const buf = new ArrayBuffer(stage.plenty);
  let pool = new MemPool({ buf, align: 16 });
  const heap = {
    malloc: (size) => pool.malloc(Math.max(size, 1)),
    free: (address) => pool.free(address),
    realloc: (address, size) => pool.realloc(address, size),
    memalign: (_, size) => pool.malloc(Math.max(size, 1)),
    bytes: () => new Uint8Array(buf),
  };
  return {
    begin() {
      pool = new MemPool({ buf, align: 16 });
    },
    calls: (from, to) => callFromJs(heap, stage.rows, from, to, stage.blocks),
  };
}
