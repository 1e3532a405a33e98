/**
 * Random programs about memory: objects with finalisers, containers, cycles, weak references, closures, generators,
 * exceptions that keep frames, classes. They print counts of references, sizes, what gc.collect() finds, and when each
 * object dies, up to the end of the program.
 */
import fc from 'fast-check';

const NAMES = ['a', 'b', 'c', 'd', 'e'];

const PRELUDE = `import collections
import functools
import gc
import sys
import weakref

gc.disable()


class Node:
    made = 0

    def __init__(self, *links):
        Node.made += 1
        self.number = Node.made
        self.links = list(links)

    def __del__(self):
        print("dies", self.number)


class Plain:
    def __init__(self, link):
        self.link = link


class Slotted:
    __slots__ = ("link", "__weakref__")

    def __init__(self, link):
        self.link = link


class Phoenix(Node):
    def __del__(self):
        print("rises", self.number)
        kept.append(self)


class Problem(Exception):
    pass


kept = []
watchers = []


def count(value):
    return sys.getrefcount(value) if isinstance(value, (Node, Plain, Slotted, list, dict)) else "-"


def watch(value):
    if isinstance(value, (Node, Plain, Slotted)):
        watchers.append(weakref.ref(value, lambda ref: print("gone", watchers.index(ref))))


def alive():
    return [ref() is not None for ref in watchers]


def passed(value):
    return count(value)


def raises(value):
    inner = [value]
    raise Problem(len(inner))


def attach(value, other):
    if isinstance(value, Node):
        value.links.append(other)
    elif isinstance(value, (Plain, Slotted)):
        value.link = other
    elif isinstance(value, list):
        value.append(other)
    elif isinstance(value, dict):
        value[len(value)] = other


def detach(value):
    if isinstance(value, Node) and value.links:
        value.links.pop()
    elif isinstance(value, (Plain, Slotted)):
        value.link = None
    elif isinstance(value, list) and value:
        value.pop()
    elif isinstance(value, dict) and value:
        value.popitem()


def generate(value):
    yield value
    yield value


def waits(value):
    held = Node(value)
    try:
        yield held
    finally:
        print("closes", count(held))


def make_class(value):
    class Local:
        shared = value

        def method(self):
            return __class__

        def __del__(self):
            print("local dies", count(self.shared))

    return Local


def finalized(value, name):
    if isinstance(value, (Node, Plain, Slotted)):
        weakref.finalize(value, print, "finalized", name)


def keep_weakly(value):
    if isinstance(value, (Node, Plain, Slotted)):
        known[len(known)] = value
        group.add(value)


def sizes(value):
    return [sys.getsizeof(value) if isinstance(value, (Node, Plain, Slotted, list, dict, tuple)) else "-"]


def closure(value):
    def inner():
        return value

    return inner


known = weakref.WeakValueDictionary()
group = weakref.WeakSet()
a = b = c = d = e = None
`;

const name = fc.constantFrom(...NAMES);
const pair = fc.tuple(name, name);
const triple = fc.tuple(name, name, name);

/** One statement; weights by how much there is to see. */
const statement = fc.oneof(
  { weight: 6, arbitrary: pair.map(([x, y]) => `${x} = Node(${y})`) },
  { weight: 2, arbitrary: name.map((x) => `${x} = Node()`) },
  { weight: 2, arbitrary: pair.map(([x, y]) => `${x} = Plain(${y})`) },
  { weight: 2, arbitrary: pair.map(([x, y]) => `${x} = Slotted(${y})`) },
  { weight: 1, arbitrary: pair.map(([x, y]) => `${x} = Phoenix(${y})`) },
  { weight: 2, arbitrary: triple.map(([x, y, z]) => `${x} = [${y}, ${z}]`) },
  { weight: 2, arbitrary: triple.map(([x, y, z]) => `${x} = {"k": ${y}, 1: ${z}}`) },
  { weight: 2, arbitrary: triple.map(([x, y, z]) => `${x} = (${y}, [${z}])`) },
  { weight: 3, arbitrary: pair.map(([x, y]) => `${x} = ${y}`) },
  { weight: 3, arbitrary: name.map((x) => `${x} = None`) },
  { weight: 5, arbitrary: pair.map(([x, y]) => `attach(${x}, ${y})`) },
  { weight: 3, arbitrary: name.map((x) => `attach(${x}, ${x})`) },
  { weight: 2, arbitrary: name.map((x) => `detach(${x})`) },
  { weight: 4, arbitrary: name.map((x) => `print("count", count(${x}), passed(${x}))`) },
  { weight: 3, arbitrary: fc.constant('print("collected", gc.collect())') },
  { weight: 1, arbitrary: fc.constant('print("young", gc.collect(0))') },
  { weight: 3, arbitrary: name.map((x) => `watch(${x})`) },
  { weight: 1, arbitrary: fc.constant('print("alive", alive())') },
  { weight: 2, arbitrary: pair.map(([x, y]) => `${x} = closure(${y})`) },
  { weight: 1, arbitrary: pair.map(([x, y]) => `${x} = generate(${y}); next(${x})`) },
  { weight: 1, arbitrary: pair.map(([x, y]) => `${x} = [Node(${y}) for _ in range(3)]`) },
  { weight: 1, arbitrary: pair.map(([x, y]) => `${x} = Node(${y}).links`) },
  { weight: 1, arbitrary: pair.map(([x, y]) => `${x} = iter([${y}])`) },
  { weight: 1, arbitrary: fc.constant('kept.clear()') },
  {
    weight: 2,
    arbitrary: pair.map(([x, y]) => `try:\n    raises(${y})\nexcept Problem as problem:\n    ${x} = problem`),
  },
  { weight: 1, arbitrary: pair.map(([x, y]) => `try:\n    raises(Node(${y}))\nexcept Problem:\n    ${x} = 1`) },
  {
    weight: 1,
    arbitrary: pair.map(([x, y]) => `for ${x} in [${y}, Node(), ${y}]:\n    print("turn", count(${x}))`),
  },
  { weight: 1, arbitrary: pair.map(([x, y]) => `${x} = waits(${y}); next(${x})`) },
  { weight: 1, arbitrary: pair.map(([x, y]) => `${x} = make_class(${y})`) },
  { weight: 1, arbitrary: pair.map(([x, y]) => `${x} = make_class(${y})()`) },
  { weight: 1, arbitrary: pair.map(([x, y]) => `${x} = {${y}} if isinstance(${y}, (Node, Plain)) else {1, 2}`) },
  { weight: 1, arbitrary: pair.map(([x, y]) => `${x} = collections.deque([${y}, Node()], maxlen=2)`) },
  { weight: 1, arbitrary: pair.map(([x, y]) => `${x} = functools.partial(count, ${y})`) },
  { weight: 1, arbitrary: name.map((x) => `${x} = ${x}.__init__ if isinstance(${x}, Node) else [${x}]`) },
  { weight: 1, arbitrary: name.map((x) => `${x} = vars(${x}) if isinstance(${x}, (Node, Plain)) else ${x}`) },
  { weight: 1, arbitrary: name.map((x) => `finalized(${x}, "${x}")`) },
  { weight: 1, arbitrary: name.map((x) => `keep_weakly(${x})`) },
  { weight: 1, arbitrary: fc.constant('print("weakly", list(known), len(group))') },
  { weight: 1, arbitrary: name.map((x) => `print("size", sizes(${x}))`) },
  { weight: 1, arbitrary: pair.map(([x, y]) => `${x}, ${y} = ${y}, ${x}`) },
  { weight: 1, arbitrary: pair.map(([x, y]) => `${x} = [count(${y}) for ${y} in (${x}, ${y})]`) },
  {
    weight: 1,
    arbitrary: name.map((x) => `print("referrers", len(gc.get_referrers(${x})) if count(${x}) != "-" else 0)`),
  },
  { weight: 1, arbitrary: fc.constant('print("middle", gc.collect(1), gc.get_count()[1])') },
  { weight: 1, arbitrary: name.map((x) => `print(gc.is_tracked(${x}), len(gc.get_referents(${x})))`) },
);

/** A program's text. */
export const randomProgram = fc
  .array(statement, { minLength: 5, maxLength: 40 })
  .map((lines) => `${PRELUDE}${lines.join('\n')}\nprint("end", gc.collect(), alive())\n`);
