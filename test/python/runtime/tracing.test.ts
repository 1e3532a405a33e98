import { describe, expect, it } from 'vitest';
import { allocationTraces } from '../../../src/python/collector/traces.js';
import {
  CODE,
  CODE_BYTES,
  CODE_FILE,
  CODE_QUALNAME,
  CODE_SITES,
  FRAME_FUNCTION,
  FUNCTION_BYTES,
  LOCALS,
  PREVIOUS_FRAME,
  SITE,
} from '../../../src/python/format/frames.js';
import { FRAME } from '../../../src/python/format/memory-map.js';
import { openForTest } from '../../../src/python/testing/open-for-test.js';

/** A runtime in which functions seem to run: `at` says where, the innermost first, as [file, site]. */
function open() {
  const rt = openForTest();
  rt.hooks.lineOf = (_, site) => site * 10;
  const codes = new Map<string, number>();
  const codeOf = (file: string) => {
    let code = codes.get(file);
    if (code === undefined) {
      codes.set(file, (code = rt.fixed(CODE_BYTES)));
      rt.views.setWord(code + CODE_FILE, rt.name(file));
      rt.views.setWord(code + CODE_QUALNAME, rt.name(''));
      rt.views.setWord(code + CODE_SITES, codes.size);
    }
    return code;
  };
  ['a.py', 'b.py', 'c.py'].forEach(codeOf);
  const at = (...stack: [file: string, site: number][]) => {
    let frame = 0;
    for (const [file, site] of stack.reverse()) {
      const function_ = rt.fixed(FUNCTION_BYTES);
      rt.views.setWord(function_ + CODE, codeOf(file));
      const next = rt.fixed(LOCALS);
      rt.views.setWord(next + PREVIOUS_FRAME, frame);
      rt.views.setWord(next + FRAME_FUNCTION, function_);
      rt.views.setWord(next + SITE, site);
      frame = next;
    }
    rt.views.setWord(FRAME, frame);
  };
  return { rt, at, traces: allocationTraces(rt) };
}

const own = (rt: ReturnType<typeof openForTest>, p: number) => {
  rt.incref(p);
  return p;
};

describe('tracing of allocations', () => {
  it('tells where what is alive was allocated, at the sizes of CPython', () => {
    const { rt, at, traces } = open();
    traces.start(1);
    at(['a.py', 1]);
    own(rt, rt.float(1.5));
    at(['b.py', 2], ['a.py', 3]);
    own(rt, rt.tuple([rt.int(5), rt.int(6)]));
    const text = own(rt, rt.string('ten letter'));
    at();
    const blocks = traces.blocks();
    const rows = traces.sizes(blocks).map((size, index) => [size, traces.places(blocks[index].trace)]);
    expect(rows.sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [[24], [{ file: 'a.py', name: '', line: 10 }]],
      [[16 + 24 + 16], [{ file: 'b.py', name: '', line: 20 }]],
      [[49 + 10], [{ file: 'b.py', name: '', line: 20 }]],
    ]);
    expect(traces.blockAt(text)?.object).toBe(text);
    expect(traces.memory()[0]).toBe(24 + 59 + 56);
    traces.stop();
    expect(traces.memory()).toEqual([0, 0]);
  });

  it('keeps whole stacks where more than one frame is wanted, and the innermost frame otherwise', () => {
    const { rt, at, traces } = open();
    traces.start(2);
    at(['a.py', 1], ['b.py', 2], ['c.py', 3]);
    const p = own(rt, rt.float(2));
    at(['a.py', 1], ['b.py', 3], ['c.py', 3]);
    const q = own(rt, rt.float(2));
    at();
    const placesOf = (block: number) => traces.places(traces.blockAt(block)?.trace ?? 0).map(({ line }) => line);
    expect(placesOf(p)).toEqual([10, 20, 30]);
    expect(placesOf(q)).toEqual([10, 30, 30]);
    expect(traces.limit).toBe(2);
    traces.stop();
    traces.start(1);
    at(['a.py', 1], ['b.py', 2]);
    expect(placesOf(own(rt, rt.float(2)))).toEqual([10]);
    at();
  });

  it('forgets what is freed, and remembers the peak', () => {
    const { rt, at, traces } = open();
    at(['a.py', 1]);
    const before = rt.kernel.newTuple(1000);
    traces.start(1);
    const tuples = Array.from({ length: 10 }, () => rt.kernel.newTuple(1000));
    expect(traces.memory()[0]).toBe(10 * (16 + 24 + 8000));
    for (const p of [...tuples, before]) rt.decref(p);
    const [now, peak] = traces.memory();
    expect(now).toBe(0);
    expect(peak).toBeGreaterThanOrEqual(10 * 8000);
    traces.resetPeak();
    expect(traces.memory()).toEqual([0, 0]);
    at();
  });

  it('knows thousands of places', () => {
    const { rt, at, traces } = open();
    traces.start(1);
    const kept: number[] = [];
    for (let site = 0; site < 5000; site++) {
      at(['a.py', site]);
      kept.push(own(rt, rt.float(site)));
    }
    at();
    const wrong = kept.filter((p, site) => traces.places(traces.blockAt(p)?.trace ?? 0)[0].line !== site * 10);
    expect(wrong).toEqual([]);
  });
});
