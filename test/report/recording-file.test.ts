/** The recording file: what is written is read again; what is damaged, foreign or too new is refused in plain words. */
import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/events/format/crc32.js';
import type { Compressor } from '../../src/events/format/encoding.js';
import { RecordingFormatError } from '../../src/events/format/format-error.js';
import { CallRecordingWriter, decodeRecording, encodeRecording } from '../../src/events/format/recording-file.js';
import { ELEMENT, PART, SectionReader, writeSections, type Section } from '../../src/events/format/sections.js';
import { emptyEvents } from '../../src/events/empty-tables.js';
import type { Recording } from '../../src/events/recording.js';
import { ROUTINE } from '../../src/events/routines.js';
import { renderReport } from '../../src/report/render.js';
import { PLAIN } from '../../src/report/style.js';
import { plain, recordings } from './arbitrary-recording.js';

const compressor: Compressor = {
  deflate: (bytes) => deflateSync(bytes, { level: 1 }),
  inflate: (bytes, size) => inflateSync(bytes, { maxOutputLength: Math.max(size, 1) }),
};
const encode = (recording: Recording): Uint8Array => encodeRecording(recording, compressor);
const decode = (file: Uint8Array): Recording => decodeRecording(file, compressor);

/** One recording with everything in it, the same on every run. */
const [sample] = fc.sample(
  recordings.filter(
    (one) => Math.min(one.events.kind.length, one.frames.siteOffset.length * 5) > 40 && one.leaks.length > 1,
  ),
  { numRuns: 1, seed: 7 },
);
const file = encode(sample);

/** The sections of the sample, to build other files from. */
function sections(change: (name: string, bytes: Uint8Array, section: Section) => Uint8Array | undefined): Uint8Array {
  const reader = new SectionReader(file, compressor);
  const changed: Section[] = [];
  for (const [name, type] of SECTIONS) {
    const bytes = Buffer.concat(reader.read(name, type));
    const section = { name, type, bytes };
    const result = change(name, bytes, section);
    if (result) changed.push({ ...section, bytes: result });
  }
  return writeSections(changed, compressor);
}

const SECTIONS = [
  ['meta', ELEMENT.json],
  ['stacks.site', ELEMENT.u32],
  ['stacks.parent', ELEMENT.u32],
  ['frames.siteOffset', ELEMENT.u32],
  ['frames.siteFirst', ELEMENT.u32],
  ['frames.function', ELEMENT.u32],
  ['frames.symbol', ELEMENT.u32],
  ['frames.file', ELEMENT.u32],
  ['frames.line', ELEMENT.u32],
  ['frames.column', ELEMENT.u32],
  ['events.kind', ELEMENT.u8],
  ['events.clock', ELEMENT.f64],
  ['events.subject', ELEMENT.u32],
  ['events.address', ELEMENT.u32],
  ['events.size', ELEMENT.u32],
  ['events.stack', ELEMENT.u32],
  ['events.routine', ELEMENT.u8],
] as const;

function messageOf(bytes: Uint8Array): string {
  try {
    decode(bytes);
  } catch (error) {
    if (error instanceof RecordingFormatError) return error.message;
    throw error;
  }
  return 'read';
}

describe('round trip', () => {
  it('gives back every recording as it was', () => {
    fc.assert(
      fc.property(recordings, (recording) => {
        expect(plain(decode(encode(recording)))).toEqual(plain(recording));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the calls of a run without checks, written while it runs', () => {
    const malloc = (address: number, size: number): number[] => [address / 16, size];
    const parts = [malloc(64, 10), malloc(128, 20), [64 / 16 + ROUTINE.free * 2 ** 27]];
    const bytes: Uint8Array[] = [];
    const writer = new CallRecordingWriter((piece) => bytes.push(piece.slice()));
    for (const part of parts) writer.calls(Uint32Array.from(part));
    writer.finish({ ...sample, events: emptyEvents(), findings: [], leaks: [] });
    const written = Buffer.concat(bytes);
    const { calls, totals } = decode(written);
    expect([...calls!.words]).toEqual(parts.flat());
    expect(calls!.trace.op.length).toBe(3);
    expect(totals).toEqual({
      allocations: 2,
      frees: 1,
      bytesAllocated: 30,
      blocksAtExit: 1,
      bytesAtExit: 20,
      peakBytes: 30,
    });
    expect(plain(decode(encode(decode(written))))).toEqual(plain(decode(written)));
    const cut = written.subarray(0, written.length - 20);
    expect(() => decode(cut)).toThrow(RecordingFormatError);
  });

  it('keeps columns of more than one part', () => {
    const events = emptyEvents();
    const rows = PART / 8 + 3;
    for (const column of Object.values(events)) column.reserve(rows);
    for (let i = 0; i < rows; i++) {
      for (const column of [events.kind, events.address, events.size, events.stack, events.routine]) column.push(0);
      events.clock.push(i);
      events.subject.push(i * 7);
    }
    const bytes = encode({ ...sample, events });
    const read = decode(bytes).events;
    expect(read.clock.length).toBe(rows);
    expect([read.clock.get(rows - 1), read.clock.get(PART / 8), read.subject.get(rows - 1)]).toEqual([
      rows - 1,
      PART / 8,
      (rows - 1) * 7,
    ]);
    expect(Buffer.from(bytes).toString('latin1').split('events.clock').length - 1).toBe(2);
    expect(bytes.length / rows).toBeLessThan(1);
  });
});

describe('a file that is not whole', () => {
  it('is refused at every length', () => {
    for (let length = 0; length < file.length; length++) {
      expect(messageOf(file.subarray(0, length))).toMatch(
        length < 8 ? /^it is not a heapglass recording$/ : /^it is cut off$/,
      );
    }
  });

  it('is refused with any bit flipped', () => {
    const copy = file.slice();
    for (let at = 0; at < file.length; at++) {
      for (const bit of at < 600 ? [0, 1, 2, 3, 4, 5, 6, 7] : [at % 8]) {
        copy[at] ^= 1 << bit;
        expect(messageOf(copy)).toMatch(/^it is (damaged \(.+\)|cut off|not a heapglass recording)$/);
        copy[at] ^= 1 << bit;
      }
    }
  });

  it('is refused when bytes follow its end or a section is missing', () => {
    expect(messageOf(Buffer.concat([file, Uint8Array.of(0)]))).toBe('it is damaged (bytes behind its end)');
    for (const [missing] of SECTIONS) {
      const without = sections((name, bytes) => (name === missing ? undefined : bytes));
      expect(messageOf(without)).toBe(`it is damaged (no "${missing}")`);
    }
  });

  it('is refused whatever bytes it has in place of its own', () => {
    const patch = fc.tuple(fc.nat(file.length - 1), fc.uint8Array({ minLength: 1, maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(patch, { minLength: 1, maxLength: 4 }), (patches) => {
        const copy = file.slice();
        for (const [at, bytes] of patches) copy.set(bytes.subarray(0, copy.length - at), at);
        const message = messageOf(copy);
        if (Buffer.compare(copy, file) !== 0) expect(message).not.toBe('read');
      }),
      { numRuns: 500 },
    );
  });
});

describe('versions and unknown parts', () => {
  function withHeader(version: number): Uint8Array {
    const copy = file.slice();
    const view = new DataView(copy.buffer);
    view.setUint32(8, version, true);
    view.setUint32(12, crc32(copy.subarray(0, 12)), true);
    return copy;
  }

  it('says when a file is too new', () => {
    expect(messageOf(withHeader(3))).toBe('it was made by a newer heapglass (format 3; this one reads up to 2)');
    expect(messageOf(withHeader(0))).toBe('it is damaged (version)');
    expect(messageOf(new TextEncoder().encode('\0asm and what follows'))).toBe('it is not a heapglass recording');
  });

  it('passes over sections that it does not know, whatever their type and encoding', () => {
    const more = sections((_, bytes) => bytes);
    const end = writeSections([], compressor).subarray(16);
    const strange = writeSections([{ name: 'pages.fault', type: ELEMENT.u32, bytes: new Uint8Array(4) }], compressor);
    const section = strange.slice(16, strange.length - end.length);
    const at = 1 + 'pages.fault'.length;
    section.set([77, 78], at);
    const head = section.subarray(0, at + 10);
    new DataView(section.buffer).setUint32(at + 10, crc32(section.subarray(at + 14), crc32(head)), true);
    const bytes = Buffer.concat([more.subarray(0, more.length - end.length), section, end]);
    expect(plain(decode(bytes))).toEqual(plain(sample));
    section[at] ^= 1;
    expect(messageOf(Buffer.concat([more.subarray(0, more.length - end.length), section, end]))).toBe(
      'it is damaged (checksum of "pages.fault")',
    );
  });

  it('passes over fields of "meta" that it does not know', () => {
    const bytes = sections((name, bytes) =>
      name === 'meta'
        ? new TextEncoder().encode(`{"later":{"x":[1]},${new TextDecoder().decode(bytes).slice(1)}`)
        : bytes,
    );
    expect(plain(decode(bytes))).toMatchObject(plain(sample) as object);
  });
});

describe('a file with sound checksums and unsound contents', () => {
  const u32 = (bytes: Uint8Array): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer);
  const damage: [string, (values: Uint32Array) => void, string][] = [
    ['stacks.parent', (v) => v.fill(v.length, 1), 'parents of stacks'],
    ['frames.siteOffset', (v) => v.reverse(), 'order of frames'],
    ['frames.siteFirst', (v) => v.fill(0), 'index of frames'],
    ['frames.siteFirst', (v) => v.fill(1e9, v.length - 1), 'index of frames'],
    ['frames.function', (v) => v.fill(4_000_000), 'names of frames'],
    ['frames.symbol', (v) => v.fill(4_000_000), 'names of frames'],
    ['frames.file', (v) => v.fill(4_000_000), 'names of frames'],
    ['events.stack', (v) => v.fill(4_000_000), 'stacks of events'],
  ];

  it.each(damage)('is refused: %s', (section, change, message) => {
    const bytes = sections((name, bytes) => {
      if (name !== section) return bytes;
      const values = u32(bytes);
      change(values);
      return new Uint8Array(values.buffer);
    });
    expect(messageOf(bytes)).toBe(`it is damaged (${message})`);
  });

  it('is refused when a clock goes back or is no number', () => {
    for (const value of [Number.NaN, -1, Infinity]) {
      const bytes = sections((name, bytes) =>
        name === 'events.clock' ? new Uint8Array(new Float64Array(bytes.length / 8).fill(value).buffer) : bytes,
      );
      expect(messageOf(bytes)).toBe('it is damaged (clock of events)');
    }
  });

  it('is refused when columns of a table differ in length or a column in type', () => {
    for (const [column] of SECTIONS.slice(1)) {
      const shorter = sections((name, bytes) => (name === column ? bytes.subarray(0, bytes.length - 8) : bytes));
      expect(messageOf(shorter)).toMatch(/^it is damaged \((stack|frame|event) table\)$/);
      const other = sections((name, bytes, section) => {
        if (name === column) section.type = ELEMENT.json;
        return bytes;
      });
      expect(messageOf(other)).toBe(`it is damaged (type of "${column}")`);
    }
  });

  it('never allocates what the file only claims to hold', () => {
    const asked: number[] = [];
    const watching: Compressor = {
      ...compressor,
      inflate: (bytes, size) => {
        asked.push(size);
        return compressor.inflate(bytes, size);
      },
    };
    const bytes = file.slice();
    const at = 16 + 1 + 'meta'.length;
    const view = new DataView(bytes.buffer);
    const stored = view.getUint32(at + 6, true);
    const seal = (): void => {
      const contents = bytes.subarray(at + 14, at + 14 + stored);
      view.setUint32(at + 10, crc32(contents, crc32(bytes.subarray(16, at + 10))), true);
    };
    for (const size of [0xffffffff, PART + 1, PART]) {
      view.setUint32(at + 2, size, true);
      seal();
      expect(() => decodeRecording(bytes, watching)).toThrow(/^it is damaged \(size of "meta"\)$/);
    }
    expect(asked).toEqual([]);
    // A size that the stored bytes could make, but do not.
    view.setUint32(at + 2, stored * 900, true);
    seal();
    expect(() => decodeRecording(bytes, watching)).toThrow(/^it is damaged \(size of "meta"\)$/);
  });

  it('is refused, or every report can be made from it', () => {
    const junk = fc.constantFrom<unknown>(null, -1, 0.5, 1e300, 'x', {}, [], [null], true, 4_000_000, undefined);
    const meta = JSON.parse(
      new TextDecoder().decode(new SectionReader(file, compressor).read('meta', ELEMENT.json)[0]),
    );
    const paths = [...pathsOf(meta)];
    fc.assert(
      fc.property(fc.constantFrom(...paths), junk, (path, value) => {
        const changed = structuredClone(meta);
        put(changed, path, value);
        const bytes = sections((name, bytes) =>
          name === 'meta' ? new TextEncoder().encode(JSON.stringify(changed)) : bytes,
        );
        if (messageOf(bytes) !== 'read') return;
        const recording = decode(bytes);
        for (const format of ['text', 'valgrind', 'json'] as const)
          expect(renderReport(recording, format, { width: 80, style: PLAIN })).toMatch(/\n$/);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Every place in a JSON value, as the keys that lead to it. */
function* pathsOf(value: unknown, path: (string | number)[] = []): Generator<(string | number)[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* pathsOf(child, [...path, key]);
}

function put(value: unknown, path: (string | number)[], leaf: unknown): void {
  let at = value as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[path.at(-1) as string | number] = leaf;
}
