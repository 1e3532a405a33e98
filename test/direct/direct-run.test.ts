/**
 * A real program on every allocator, without checks: it does what it does anywhere, and each of its calls of the malloc
 * family is an event.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { captureHost } from '../../src/host/node/captured-host.js';
import { openBuild } from '../../src/host/node/toolchain.js';
import { compileProgram } from '../../src/languages/clang/program.js';
import { DESIGNS } from '../../src/memory/alloc/designs.js';
import { PROGRAM_LIMIT } from '../../src/memory/layout.js';
import { prepareDirect, runDirect, type DirectProgram, type DirectResult } from '../../src/process/direct-run.js';
import { ProcessExit } from '../../src/process/wasi/errors.js';
import { createWasi, wasiImports, wasiSignature } from '../../src/process/wasi/wasi.js';
import { Recorder } from '../../src/events/recorder.js';
import { EVENT } from '../../src/events/recording.js';

interface Run extends DirectResult {
  output: string;
  /** Kinds of events, in order. */
  events: number[];
  /** Number of the block that each is about. */
  blocks: number[];
}

let program: DirectProgram;

beforeAll(async () => {
  const built = await compileProgram(openBuild({}), {
    arguments: ['-O1', `${import.meta.dirname}/words.c`],
    plain: true,
  });
  if (!built.ok) throw new Error(built.diagnostics);
  program = prepareDirect(built.module, {
    clock: false,
    poll: false,
    memoryLimit: PROGRAM_LIMIT,
    signatureOf: wasiSignature,
  });
});

async function runOn(design: (typeof DESIGNS)[number], input: string, argument: string): Promise<Run> {
  const make = await design.load();
  const captured = captureHost(new TextEncoder().encode(input));
  const recorder = new Recorder(() => 0);
  const result = runDirect({
    program,
    memoryLimit: PROGRAM_LIMIT,
    now: () => performance.now(),
    allocator: make,
    events: recorder,
    systemCalls: (memory) => {
      const wasi = createWasi(memory, captured.host, { args: ['words', argument], env: [], preopens: [] });
      return {
        imports: wasiImports(wasi.calls),
        exitStatus: (error) => (error instanceof ProcessExit ? error.status : undefined),
        end: () => wasi.end(),
      };
    },
  });
  return {
    ...result,
    output: captured.digest(),
    events: [...recorder.events.kind.view()],
    blocks: [...recorder.events.subject.view()],
  };
}

const INPUT = Array.from({ length: 3000 }, (_, i) => `word${(i * 7919) % 1000}`).join(' ');

describe('a program without checks', () => {
  it.each(DESIGNS.map((design) => [design.name, design] as const))('does the same on %s', async (_, design) => {
    const expected = await runOn(DESIGNS[0], INPUT, 'count');
    const actual = await runOn(design, INPUT, 'count');
    expect(actual.ending).toEqual({ how: 'exit', status: 3 });
    expect(actual.output).toBe(expected.output);
    expect(actual.events).toEqual(expected.events);
  });

  it.each(DESIGNS.map((design) => [design.name, design] as const))(
    'knows blocks by number on %s',
    async (_, design) => {
      const { events, blocks } = await runOn(design, INPUT, 'count');
      const live = new Set<number>();
      let births = 0;
      for (const [i, kind] of events.entries()) {
        if (kind === EVENT.alloc) {
          expect(blocks[i]).toBe(++births);
          live.add(births);
        } else expect(live.has(blocks[i])).toBe(true);
        if (kind === EVENT.free) live.delete(blocks[i]);
      }
      expect(births).toBeGreaterThan(1000);
    },
  );

  it('has an event for every call of its own', async () => {
    const kinds = async (input: string): Promise<number[]> => {
      const { events } = await runOn(DESIGNS[0], input, 'count');
      return [EVENT.alloc, EVENT.move, EVENT.free].map((kind) => events.filter((event) => event === kind).length);
    };
    const [empty, three] = [await kinds(''), await kinds('one two one')];
    // For each of two words an entry and a copy; a list of them, made by realloc of NULL and moved once; all freed.
    expect(three.map((count, i) => count - empty[i])).toEqual([5, 1, 5]);
  });

  it('reads the input that it is given', async () => {
    const [one, other] = [await runOn(DESIGNS[0], 'a b', 'count'), await runOn(DESIGNS[0], 'a c', 'count')];
    expect(one.output).not.toBe(other.output);
  });

  it('is stopped by its own trap, in the words of the engine', async () => {
    const { ending, message } = await runOn(DESIGNS[0], '', 'trap');
    expect(ending).toEqual({ how: 'stopped', signal: 'SIGILL' });
    expect(message).toMatch(/unreachable/);
  });
});
