/**
 * Allocation traces by rule, from a seed: the same each time. As lines of the malloc lab's format (docs/traces.md).
 *
 * The eleven of LAB are patterns like those of the lab's classic traces, by which its students' allocators are marked; the
 * traces themselves belong to the lab. The first four are what compilers do, in small: buffers of one size, which have most
 * of the bytes, records that live to the end of a phase, strings that live briefly.
 */

/** Numbers from 0 to n - 1 (xorshift). */
function generator(seed) {
  let state = seed;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % n;
  };
}

/** Writes the calls down; knows what is live. */
class Calls {
  lines = [];
  ids = 0;

  allocate(size) {
    this.lines.push(`a ${this.ids} ${size}`);
    return this.ids++;
  }

  resize(id, size) {
    this.lines.push(`r ${id} ${size}`);
  }

  free(id) {
    this.lines.push(`f ${id}`);
  }

  freeAll(ids) {
    for (const id of ids) this.free(id);
  }

  text() {
    return `0\n${this.ids}\n${this.lines.length}\n1\n${this.lines.join('\n')}\n`;
  }
}

const collect = (make) => {
  const calls = new Calls();
  make(calls);
  return calls.text();
};

/** Phases of a compiler: records that stay for a phase or for ever, buffers, and strings that go at once. */
function compiler(seed, { phases, records, buffer, brief }) {
  return collect((calls) => {
    const random = generator(seed);
    const sizes = [16, 20, 24, 32, 40, 48, 64, 112];
    const forever = [];
    for (let phase = 0; phase < phases; phase++) {
      const here = [];
      for (let i = 0; i < records; i++) {
        if (i % 4 === 0) (random(3) === 0 ? forever : here).push(calls.allocate(buffer));
        const record = calls.allocate(sizes[random(sizes.length)]);
        (random(4) === 0 ? forever : here).push(record);
        if (random(100) < brief) calls.free(calls.allocate(8 + random(200)));
      }
      calls.freeAll(random(2) === 0 ? here.reverse() : here);
    }
    calls.freeAll(forever);
  });
}

/** Blocks of two sizes in turn; those of the second go, and larger ones come for them. */
function binary(pairs, small, large, after) {
  return collect((calls) => {
    const kept = [];
    const gone = [];
    for (let i = 0; i < pairs; i++) {
      kept.push(calls.allocate(small));
      gone.push(calls.allocate(large));
    }
    calls.freeAll(gone);
    for (let i = 0; i < pairs; i++) kept.push(calls.allocate(after));
    calls.freeAll(kept);
  });
}

/** One block grows step by step, and behind it another one is allocated and freed each time. */
function growing(first, other, step, times) {
  return collect((calls) => {
    const block = calls.allocate(first);
    let behind = calls.allocate(other);
    for (let i = 1; i <= times; i++) {
      calls.resize(block, first + i * step);
      const next = calls.allocate(other);
      calls.free(behind);
      behind = next;
    }
    calls.free(block);
    calls.free(behind);
  });
}

/** `count` blocks of any size up to `most`, freed in any order, now and then while others still come. */
function shuffled(seed, count, most) {
  return collect((calls) => {
    const random = generator(seed);
    const live = [];
    const freeOne = () => {
      const at = random(live.length);
      calls.free(live[at]);
      live[at] = live.at(-1);
      live.pop();
    };
    for (let i = 0; i < count; i++) {
      live.push(calls.allocate(1 + random(most)));
      if (random(10) < 3) freeOne();
    }
    while (live.length > 0) freeOne();
  });
}

function coalescing() {
  return collect((calls) => {
    for (let i = 0; i < 2400; i++) {
      const pair = [calls.allocate(4095), calls.allocate(4095)];
      calls.freeAll(pair);
      calls.free(calls.allocate(8190));
    }
  });
}

/** About `live` blocks at once, most of them small; a tenth of the calls resize. */
function mix(live, operations) {
  return collect((calls) => {
    const random = generator(live);
    const size = () => 1 + random(2 ** (4 + random(8)));
    const blocks = [];
    while (calls.lines.length < operations) {
      const roll = random(100);
      if (blocks.length < live / 2 || (roll < 45 && blocks.length < 1.05 * live)) blocks.push(calls.allocate(size()));
      else if (roll < 55) calls.resize(blocks[random(blocks.length)], size());
      else if (roll < 97 || blocks.length > live) {
        const at = random(blocks.length);
        calls.free(blocks[at]);
        blocks[at] = blocks.at(-1);
        blocks.pop();
      } else blocks.push(calls.allocate(size()));
    }
    calls.freeAll(blocks);
  });
}

export const LAB = {
  'lab amptjp': () => compiler(1, { phases: 3, records: 600, buffer: 4072, brief: 20 }),
  'lab cccp': () => compiler(2, { phases: 2, records: 900, buffer: 4072, brief: 30 }),
  'lab cp-decl': () => compiler(3, { phases: 6, records: 350, buffer: 2040, brief: 15 }),
  'lab expr': () => compiler(4, { phases: 4, records: 450, buffer: 4072, brief: 10 }),
  'lab coalescing': coalescing,
  'lab random': () => shuffled(5, 2400, 32768),
  'lab random2': () => shuffled(6, 2400, 32768),
  'lab binary': () => binary(2000, 64, 448, 512),
  'lab binary2': () => binary(4000, 16, 112, 128),
  'lab realloc': () => growing(512, 128, 128, 4800),
  'lab realloc2': () => growing(4092, 16, 5, 4800),
};

export const MIXES = {
  'mix, 1k live': () => mix(1000, 300_000),
  'mix, 100k live': () => mix(100_000, 1_000_000),
};
