/**
 * A real program on every allocator, without checks: it does what it does anywhere, and each of its calls of the malloc
 * family is an event.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { captureHost } from '../../src/host/node/captured-host.js';
import { nodeHost } from '../../src/host/node/node-host.js';
import type { Host } from '../../src/process/host.js';
import { SharedInput } from '../../src/host/node/shared-input.js';
import { DESIGNS } from '../../src/memory/alloc/designs.js';
import { PROGRAM_LIMIT } from '../../src/memory/layout.js';
import { prepareDirect, runDirect, type DirectProgram, type DirectResult } from '../../src/process/direct-run.js';
import { systemCallsOn } from '../../src/api/system-calls.js';
import { CallLogReader } from '../../src/events/trace/call-log.js';
import { TRACE_OP } from '../../src/events/trace/trace.js';
import { wasiSignature } from '../../src/process/wasi/wasi.js';
import { Recorder } from '../../src/events/recorder.js';
import { EVENT } from '../../src/events/recording.js';
import { compiled } from '../support/compiled.js';

/** What a program's calls were, by the call log. */
interface Logged {
  ops: number[];
  wrong: number;
}

interface Run extends DirectResult {
  output: string;
  /** Kinds of events, in order. */
  events: number[];
}

let program: DirectProgram;

beforeAll(async () => {
  program = prepareDirect(await compiled(['-O1', `${import.meta.dirname}/words.c`], { plain: true }), {
    clock: false,
    poll: false,
    memoryLimit: PROGRAM_LIMIT,
    signatureOf: wasiSignature,
  });
});

/** Standard input gives the text in small pieces. */
function hostReading(text: string): Host {
  const bytes = new TextEncoder().encode(text);
  let position = 0;
  const read = (_: number, into: Uint8Array): number => {
    const piece = bytes.subarray(position, position + Math.min(into.length, 700));
    into.set(piece);
    position += piece.length;
    return piece.length;
  };
  return { ...nodeHost, files: { ...nodeHost.files, read } };
}

async function runOn(design: (typeof DESIGNS)[number], input: string, argument: string): Promise<Run> {
  const make = await design.load();
  const captured = captureHost(hostReading(input), new SharedInput());
  const recorder = new Recorder(() => 0);
  const result = runDirect({
    program,
    memoryLimit: PROGRAM_LIMIT,
    now: () => performance.now(),
    allocator: make,
    events: recorder,
    systemCalls: (memory) =>
      systemCallsOn(captured.host, memory, { program: 'words', arguments: [argument], environment: [], preopens: [] }),
  });
  return { ...result, output: captured.digest(), events: [...recorder.events.kind.view()] };
}

const INPUT = Array.from({ length: 3000 }, (_, i) => `word${(i * 7919) % 1000}`).join(' ');

async function loggedOn(design: (typeof DESIGNS)[number]): Promise<Logged> {
  const log = new CallLogReader();
  const captured = captureHost(hostReading(INPUT), new SharedInput());
  runDirect({
    program,
    memoryLimit: PROGRAM_LIMIT,
    now: () => performance.now(),
    allocator: await design.load(),
    calls: (words) => expect(log.take(words)).toBe(true),
    systemCalls: (memory) =>
      systemCallsOn(captured.host, memory, {
        program: 'words',
        arguments: ['count'],
        environment: [],
        preopens: [],
      }),
  });
  return { ops: [...log.trace.op.view()], wrong: log.wrongCalls };
}

describe('a program without checks', () => {
  it.each(DESIGNS.map((design) => [design.name, design] as const))('does the same on %s', async (_, design) => {
    const expected = await runOn(DESIGNS[0], INPUT, 'count');
    const actual = await runOn(design, INPUT, 'count');
    expect(actual.ending).toEqual({ how: 'exit', status: 3 });
    expect(actual.output).toBe(expected.output);
    expect(actual.events).toEqual(expected.events);
  });

  it.each(DESIGNS.map((design) => [design.name, design] as const))(
    'logs the calls that the events are of on %s',
    async (_, design) => {
      const { events } = await runOn(design, INPUT, 'count');
      const { ops, wrong } = await loggedOn(design);
      expect(wrong).toBe(0);
      const [free, move] = [TRACE_OP.free, TRACE_OP.realloc] as number[];
      expect(ops.map((op) => (op === free ? EVENT.free : op === move ? EVENT.move : EVENT.alloc))).toEqual(events);
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
