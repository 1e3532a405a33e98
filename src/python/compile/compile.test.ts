import { describe, expect, it } from 'vitest';
import { check } from '../../languages/python/parse.js';
import { annotationText } from './emit/annotations.js';
import { compileModule } from './compile.js';
import { Unit } from './emit/unit.js';
import type { Pool, WatchPoints } from './pool.js';

/** Objects are numbers; functions are compiled where they are declared. */
class NumberPool implements Pool {
  readonly isReleasable = false;
  readonly tableBase = 100;
  readonly fileName = 'test.py';
  readonly modules: Uint8Array[] = [];
  readonly tracesNumbers: boolean;
  readonly tellsLines = false;
  readonly callsThroughTable = false;
  readonly watch: WatchPoints | undefined;
  #next = 0x20_0000;

  /** @param observes code has all that tracing allocations and watching an object need */
  constructor(observes: boolean) {
    this.tracesNumbers = observes;
    this.watch = observes ? { binds: () => true, setsAttribute: () => true, bound: 1, settle: 2 } : undefined;
  }

  placeOf(number: number): number {
    return this.tableBase + number;
  }

  #address(): number {
    this.#next += 16;
    return this.#next;
  }

  name = () => this.#address();
  names = () => this.#address();
  constant = () => this.#address();
  cache = () => this.#address();
  traceCell = () => this.#address();
  code = () => this.#address();

  declare(...[, , , source, compile]: Parameters<Pool['declare']>): number {
    const unit = new Unit(source, this);
    compile(unit, this.#address());
    this.modules.push(unit.module());
    return this.#address();
  }
}

function compiled(source: string, observes = false): Uint8Array[] {
  const pool = new NumberPool(observes);
  const { unit } = compileModule(check(new TextEncoder().encode(source)), pool);
  return [unit.module(), ...pool.modules];
}

const SNIPPETS: Readonly<Record<string, string>> = {
  'loops that are left in every way': `
def f(xs):
    for x in xs:
        while x:
            try:
                if x == 1: continue
                if x == 2: break
                with x as y, y: return x
            except (A, B) as e: raise C from e
            except D: raise
            else: x -= 1
            finally: g()
        else: h()
    else: return`,
  'generators that are resumed in loops, handlers and expressions': `
def f(xs):
    for x in xs:
        try:
            y = (yield x) + (yield from x) if x else [(yield)]
        except E:
            while (yield y): yield
        finally:
            yield x`,
  coroutines: `
async def f(xs):
    async for x in xs:
        async with x as y, y:
            yield await x
            z = [a async for a in x if await a]
        if x: return`,
  'groups of exceptions': `
def f():
    try: g()
    except* A as e: h(e)
    except* (B, C): raise
    finally: i()`,
  patterns: `
def f(x):
    match x:
        case [1, (2 | 3) as a, *_, b] if b: pass
        case [*c]: pass
        case {'k': [d, e], **rest}: pass
        case A(1, k=B(z=f) | C(z=f)): pass
        case (None | True | -1 | 'x') as y: pass
        case (D(m, n) | E(n, m)): return m
        case _: return 0`,
  'calls and displays of all forms': `
def f(a, /, b=1, *c, d, e=2, **k):
    g(*a, 1, *b, k=1, **c, m=2, **d); a.b(c.d, e=1); a.b(*c); super().f(a, b)
    return [*a, 1], {*b}, {**c, 1: 2}, (1, *d), {x: y for x, y in a if x}, f'{a!r:>{b}}'`,
  targets: `
def f(a, b):
    a, b = b, a
    (c, [d, *e]), a.x, a[0], a[1:2] = b
    del a.x, a[0], c, (d, e)
    a.x += 1; a[b] **= 2; a @= b; a[b:] |= c
    if (n := a) < b <= n != 3 is not None: return n`,
  scopes: `
x: int = 1
class A(B, metaclass=M):
    """doc"""
    y: str
    def f(self):
        nonlocal_ = 1
        def g():
            nonlocal nonlocal_
            nonlocal_ += 1
            return __class__, lambda: (self, nonlocal_)
        global z
        z = g
    del f
from a.b import c as d, e
import f.g, h.i as j
from . import k`,
  'arithmetic on floats and ints': `
def f(a, b, i):
    x = a.x * b.x + a.y / b.y - xs[i] * 2.0
    return (x * x + a * b - -a) / 2, (i * 2 + 1) & 255 >> i << 3 ^ ~i, i // 2 % 3`,
};

describe('compileModule', () => {
  for (const [what, source] of Object.entries(SNIPPETS))
    it(`writes valid modules for ${what}`, () => {
      for (const observes of [false, true])
        for (const wasm of compiled(source, observes)) expect(() => new WebAssembly.Module(wasm)).not.toThrow();
    });

  it('does not compile the bodies of functions that nobody calls', () => {
    let declared = 0;
    const pool = new NumberPool(false);
    pool.declare = () => ++declared;
    const source = 'def f():\n    def g(): pass\n    return g\n';
    compileModule(check(new TextEncoder().encode(source)), pool);
    expect(declared).toBe(1);
  });
});

describe('annotationText', () => {
  it('writes parentheses only where they are needed', () => {
    const texts = [
      'Callable[[int, str], None]',
      'dict[str, tuple[int, ...]] | None',
      "{'a': 1, **k}",
      '-(1 + 2) * 3 ** (-x)',
      'not a and b or c',
      'a if b else c',
      'f(1, *a, k=2, **m)',
      'x[1:2, *q]',
      '(1, 2)',
    ];
    for (const one of texts) {
      const { module } = check(new TextEncoder().encode(`x: ${one}`));
      const [statement] = module.body;
      expect(statement.kind === 'AnnAssign' && annotationText(statement.annotation)).toBe(one);
    }
  });
});
