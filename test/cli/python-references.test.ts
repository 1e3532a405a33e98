/** `heapglass run --trace-refs`: every change of one object's count, from outside. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heapglass, scratch } from './run-cli.js';

const cwd = scratch();
const USAGE = 64;

function source(name: string, text: string): string {
  writeFileSync(join(cwd, name), text);
  return name;
}

async function traced(name: string, text: string, ...options: string[]) {
  const run = await heapglass(['run', '--trace-refs', name, ...options, source('traced.py', text)], { cwd });
  return { ...run, out: run.stdout.toString() };
}

interface Change {
  kind: string;
  at: { line: number; function: string };
  before: number;
  between?: number;
  after: number;
  reason: string;
}

/** In their order; what is folded once. */
function changesOf(stderr: string): Change[] {
  const flat = (entries: any[]): Change[] => entries.flatMap((one) => ('times' in one ? flat(one.changes) : [one]));
  return flat(JSON.parse(stderr).changes);
}

const NAMES = `import sys

def f(x):
    y = x
    return len(y)

a = [1]
b = a
print(sys.getrefcount(a))
f(a)
box = [a, a]
del a
`;

describe('the references to an object', () => {
  it('are shown with line, source, count and reason', async () => {
    const { out, stderr, status } = await traced('a', NAMES);
    expect([status, out]).toEqual([0, '3\n']);
    expect(stderr).toBe(`
References to the list that a was first bound to, line 7 of traced.py

 line  source                     count      why
    7  a = [1]                    0 → 1      a is bound
    8  b = a                      1 → 2      b is bound
    9  print(sys.getrefcount(a))  2 → 3 → 2  argument of sys.getrefcount(a)
   10  f(a)                       2 → 3      x of f is bound
       in f
    4  y = x                      3 → 4      y of f is bound
    5  return len(y)              4 → 5 → 4  argument of len(y)
       in the module
   10  f(a)                       4 → 3      x of f: it returned
   10  f(a)                       3 → 2      y of f: it returned
   11  box = [a, a]               2 → 3 … 4  in a list, 2 times
   12  del a                      4 → 3      a is deleted

Alive at the end, with 3 references:
  global b
  item 0 of a list (global box)
  item 1 of a list (global box)
`);
  });

  it('are counted as sys.getrefcount counts them', async () => {
    const text = `import sys
class Node:
    pass
n = Node()
keep = []
print(sys.getrefcount(n))
for i in range(3):
    keep.append(n)
    print(sys.getrefcount(n))
n.me = n
d = {"k": n, n: 1}
print(sys.getrefcount(n))
keep.pop()
del d
print(sys.getrefcount(n))
def g(p, *rest, **named):
    q = p, rest
    print(sys.getrefcount(p))
g(n, n, k=n)
print(sys.getrefcount(n))
`;
    const { out, stderr } = await traced('n', text, '--format=json');
    const asked = changesOf(stderr).filter(({ kind, reason }) => kind === 'passing' && reason.includes('getrefcount'));
    const shown = out.trim().split('\n').map(Number);
    // The loop's turns are folded: the first one stands for all.
    expect(asked.map(({ between }) => between)).toEqual([...shown.slice(0, 2), ...shown.slice(4)]);
  });

  it('go with their function, variables, attributes and containers', async () => {
    const text = `class Box:
    def __init__(self):
        self.items = [1]
box = Box()
def work(v):
    held = {"v": v}
    other = (v, v)
    del other
    raise ValueError
try:
    work(box.items)
except ValueError:
    pass
box.items = None
`;
    const { stderr } = await traced('Box.items', text);
    expect(stderr).toMatch(/0 → 1 +in attribute items of a Box/);
    expect(stderr).toContain('v of work is bound');
    expect(stderr).toContain("in ['v'] of a dict");
    expect(stderr).toMatch(/8 {2}del other +5 → 4 … 3 {2}what had it was freed/);
    expect(stderr).toContain('replaced in attribute items of a Box');
    expect(stderr).toContain('Freed at line 14: replaced in attribute items of a Box.');
  });

  it('may end in the cyclic collector', async () => {
    const text = `import gc
class Node:
    def __del__(self):
        print("del")
gc.disable()
n = Node()
n.me = n
del n
print("collect", gc.collect())
`;
    const { out, stderr } = await traced('n', text);
    expect(out).toBe('del\ncollect 1\n');
    expect(stderr).toContain('8  del n');
    expect(stderr).toContain('self of Node.__del__ is bound');
    expect(stderr).toMatch(/2 → 1 +the cyclic collector: taken from\n +attribute me of a Node/);
    expect(stderr).toContain('Freed at line 9: the cyclic collector lets it go.');
  });

  it('that repeat are folded', async () => {
    const text = `x = object()
rows = []
for i in range(1000):
    for k in range(10):
        rows.append(x)
    rows.clear()
`;
    const { stderr } = await traced('x', text);
    expect(stderr.split('\n').length).toBeLessThan(30);
    expect(stderr).toMatch(/\n +1,000 times:\n/);
    expect(stderr).toContain('Alive at the end, with 1 reference:\n  global x\n');
  });

  it('are not those of what gets its address later', async () => {
    const text = `def f():
    return [1]
a = f()
first = id(a)
del a
a = f()
print(id(a) == first)
b = a
`;
    const { out, stderr } = await traced('a', text);
    expect(out).toBe('True\n');
    expect(stderr).toContain('Freed at line 5: a is deleted.');
    expect(stderr).not.toContain('b is bound');
  });

  it('in JSON are the same ones', async () => {
    const { stderr } = await traced('f.y', NAMES, '--format=json');
    const trace = JSON.parse(stderr);
    expect(trace).toMatchObject({
      version: 1,
      program: 'traced.py',
      name: 'f.y',
      object: { type: 'list', at: { line: 4, function: 'f', source: 'y = x' }, isPermanent: false },
      omitted: 0,
      end: { how: 'alive', count: 3 },
    });
    expect(trace.changes[0]).toMatchObject({ kind: 'stored', before: 3, after: 4, reason: 'y of f is bound' });
  });

  it('of a name that nothing is bound to are none', async () => {
    const { stderr, status } = await traced('nothing', NAMES);
    expect(status).toBe(0);
    expect(stderr).toContain('No object was bound to nothing in traced.py.');
    const wrong = await traced('f(x)', NAMES);
    expect([wrong.status, wrong.stderr]).toEqual([
      USAGE,
      expect.stringContaining('--trace-refs takes the name of a variable'),
    ]);
  });

  it('are watched without any change to what the program does', async () => {
    for (const name of ['memory_refcounts', 'memory_cycle_with_del', 'memory_generators']) {
      const program = join(import.meta.dirname, '../python/programs', name);
      const run = await heapglass(['run', '--trace-refs', 'a', `${program}.py`], { cwd });
      expect(run.stdout.toString()).toBe(readFileSync(`${program}.out`, 'utf8'));
    }
  });
});
