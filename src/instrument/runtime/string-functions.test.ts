/** libc's string functions as rewritten, against plain models: result, memory, and exactly which bytes are checked. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModuleBuilder } from '../../../test/support/modules/build-module.js';
import { runs } from '../../../test/support/modules/runs.js';
import { rangeWords, Sandbox, Stopped } from '../../../test/support/modules/sandbox.js';
import { parseModule } from '../binary/module.js';
import { OP, TYPE } from '../binary/opcodes.js';
import { RANGE_ROLES } from './host-imports.js';
import { STRING_FUNCTIONS } from './string-functions.js';

const { i32 } = TYPE;
const sandbox = new Sandbox();

/** What a model says that a function does, in the order in which it is checked. */
class Model {
  readonly bytes: Uint8Array;
  readonly reports: string[] = [];
  readonly #bad: (at: number) => boolean;

  constructor(bytes: Uint8Array, bad: (at: number) => boolean) {
    this.bytes = bytes;
    this.#bad = bad;
  }

  /** The range is read or written as this argument of the function. */
  touches(address: number, size: number, what: string): void {
    for (let at = address; at < address + size; at++) {
      if (!this.#bad(at)) continue;
      this.reports.push(rangeWords(address, size, what));
      return;
    }
  }

  /** Destination and source must not share bytes. */
  apart(name: string, to: number, toSize: number, from: number, fromSize: number): void {
    if (to === from || toSize === 0 || fromSize === 0) return;
    if (to < from + fromSize && from < to + toSize) this.reports.push(`${name} overlap`);
  }

  length(address: number): number {
    return this.bytes.indexOf(0, address) - address;
  }

  /** Distance of the first such byte, at most `limit`. */
  distance(address: number, limit: number, stop: (byte: number) => boolean): number {
    let at = 0;
    while (at < limit && !stop(this.bytes[address + at])) at++;
    return at;
  }

  copy(to: number, from: number, size: number): void {
    this.bytes.copyWithin(to, from, from + size);
  }
}

type Behaviour = (m: Model, a: number, b: number, c: number, d: number) => number;

function copiesString(name: string, returnsEnd: boolean): Behaviour {
  return (m, to, from) => {
    const size = m.length(from) + 1;
    m.touches(from, size, `${name} source`);
    m.touches(to, size, `${name} destination`);
    m.apart(name, to, size, from, size);
    m.copy(to, from, size);
    return returnsEnd ? to + size - 1 : to;
  };
}

function copiesBounded(name: string, returnsEnd: boolean): Behaviour {
  return (m, to, from, limit) => {
    const length = m.distance(from, limit, (byte) => byte === 0);
    const read = Math.min(length + 1, limit);
    m.touches(from, read, `${name} source`);
    m.touches(to, limit, `${name} destination`);
    m.apart(name, to, read, from, read);
    m.copy(to, from, length);
    m.bytes.fill(0, to + length, to + limit);
    return returnsEnd ? to + length : to;
  };
}

function appends(name: string, bounded: boolean): Behaviour {
  return (m, to, from, limit) => {
    const before = m.length(to);
    const length = bounded ? m.distance(from, limit, (byte) => byte === 0) : m.length(from);
    m.touches(to, before + 1, `${name} source`);
    m.touches(from, bounded ? Math.min(length + 1, limit) : length + 1, `${name} source`);
    m.touches(to + before, length + 1, `${name} destination`);
    m.apart(name, to, before + length + 1, from, length + 1);
    m.copy(to + before, from, length);
    m.bytes[to + before + length] = 0;
    return to;
  };
}

function finds(orNull: boolean): Behaviour {
  return (m, string, value) => {
    const at = m.distance(string, Infinity, (byte) => byte === (value & 0xff) || byte === 0);
    m.touches(string, at + 1, 'strchr string');
    return orNull && m.bytes[string + at] !== (value & 0xff) ? 0 : string + at;
  };
}

const BEHAVIOUR: Record<string, Behaviour> = {
  memcpy: (m, to, from, size) => {
    m.touches(from, size, 'memcpy source');
    m.touches(to, size, 'memcpy destination');
    m.apart('memcpy', to, size, from, size);
    m.copy(to, from, size);
    return to;
  },
  memmove: (m, to, from, size) => {
    m.touches(from, size, 'memmove source');
    m.touches(to, size, 'memmove destination');
    m.copy(to, from, size);
    return to;
  },
  memset: (m, to, value, size) => {
    m.touches(to, size, 'memset destination');
    m.bytes.fill(value, to, to + size);
    return to;
  },
  strlen: (m, string) => {
    m.touches(string, m.length(string) + 1, 'strlen string');
    return m.length(string);
  },
  memchr: (m, bytes, value, limit) => {
    const at = m.distance(bytes, limit, (byte) => byte === (value & 0xff));
    m.touches(bytes, Math.min(at + 1, limit), 'memchr bytes');
    return at < limit ? bytes + at : 0;
  },
  memccpy: (m, to, from, value, limit) => {
    const at = m.distance(from, limit, (byte) => byte === (value & 0xff));
    const size = Math.min(at + 1, limit);
    m.touches(from, size, 'memccpy source');
    m.touches(to, size, 'memccpy destination');
    m.apart('memccpy', to, size, from, size);
    m.copy(to, from, size);
    return at < limit ? to + size : 0;
  },
  strlcpy: (m, to, from, limit) => {
    const length = m.length(from);
    m.touches(from, length + 1, 'strlcpy source');
    if (limit === 0) return length;
    const kept = Math.min(length, limit - 1);
    m.touches(to, kept + 1, 'strlcpy destination');
    m.copy(to, from, kept);
    m.bytes[to + kept] = 0;
    return length;
  },
  strcpy: copiesString('strcpy', false),
  stpcpy: copiesString('stpcpy', true),
  strncpy: copiesBounded('strncpy', false),
  stpncpy: copiesBounded('stpncpy', true),
  strcat: appends('strcat', false),
  strncat: appends('strncat', true),
  strchr: finds(true),
  strchrnul: finds(false),
};

const functions = STRING_FUNCTIONS.map(({ names, params }) => [names[0], params.length] as const);

/** A module that has all of them, with bodies that must be gone. */
function start(report: (name: string) => void): Record<string, (...args: number[]) => number> {
  const built = new ModuleBuilder();
  for (const [name, parameters] of functions) {
    const params = Array.from({ length: parameters }, () => i32);
    built.function(name, { params, results: [i32] }, (c) => c.op(OP.unreachable));
  }
  return sandbox.instantiate(parseModule(built.encode()), {
    passes: new Set(['check', 'calls']),
    names: new Map(functions.map(([name], i) => [i, name])),
    hooks: { overlap: (_to, _from, _size, role) => report(`${RANGE_ROLES[role].operation} overlap`) },
  }) as Record<string, (...args: number[]) => number>;
}

/** Strings live here; zeros follow. */
const REGION = { start: 0x800, size: 96 };

describe('string functions', () => {
  const byte = fc.constantFrom(1, 0x61, 0x62, 0x80, 0xff, 0);
  const bytes = fc.array(fc.oneof({ weight: 12, arbitrary: byte.filter((b) => b !== 0) }, byte), {
    minLength: REGION.size,
    maxLength: REGION.size,
  });
  const pointer = fc.nat(REGION.size - 1).map((at) => REGION.start + at);
  const value = fc.oneof(byte, fc.constantFrom(0x161, -1, -0x80));
  const limit = fc.oneof(fc.nat(20), fc.nat(200));
  const bad = fc.array(fc.nat(REGION.size + 40), { maxLength: 3 });

  it.each(functions)('%s does what the C standard says, and is checked for just that', (name, parameters) => {
    const takes = {
      memset: [pointer, value, limit],
      memchr: [pointer, value, limit],
      memccpy: [pointer, pointer, value, limit],
    };
    const usual = name.startsWith('strchr') ? [pointer, value] : [pointer, pointer, limit];
    const args = fc.tuple(...(takes[name as keyof typeof takes] ?? usual).slice(0, parameters));
    fc.assert(
      fc.property(bytes, bad, args, (content, bad, args) => {
        const overlaps: string[] = [];
        const exports = start((report) => overlaps.push(report));
        const memory = new Uint8Array(sandbox.memory.buffer, 0, 0x1000);
        memory.set(content, REGION.start);
        const badBytes = new Set(bad.map((at) => REGION.start + at));
        for (const at of badBytes) sandbox.shadow.markUnaddressable(at, 1);
        const model = new Model(memory.slice(), (at) => badBytes.has(at));
        const [a, b, c, d] = args;
        const expected = BEHAVIOUR[name](model, a, b, c, d);
        expect(exports[name](...args)).toBe(expected);
        expect([...sandbox.misses, ...overlaps]).toEqual(model.reports);
        expect(memory.findIndex((value, at) => value !== model.bytes[at])).toBe(-1);
      }),
      runs(100),
    );
  });

  it('report pointers that lead nowhere instead of following them', () => {
    for (const address of [0x2_0000, 0x7fff_fff0, 0x8000_0000, 0xcc00_0000, 0xffff_fff8]) {
      for (const [name, parameters] of functions) {
        const exports = start(() => {});
        const args = [REGION.start, address, 5, 5].slice(0, parameters);
        if (['strlen', 'memchr', 'memset', 'strchr', 'strchrnul'].includes(name)) args[0] = address;
        if (['memchr', 'strchr', 'strchrnul', 'memset'].includes(name)) args[1] = 0x61;
        expect(() => exports[name](...args), name).toThrow(Stopped);
        expect(sandbox.misses.length).toBe(1);
      }
    }
  });
});
