/** Every form of reference trace, and what is no trace. */
import { describe, expect, it } from 'vitest';
import { TraceError } from '../trace/trace-problems.js';
import { readReferences, type ReadReferences } from './read-references.js';
import { knowsWrites } from './references.js';

const SETTINGS = { pageSize: 4096, lenient: false };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, more: Partial<typeof SETTINGS> = {}): ReadReferences =>
  readReferences(bytesOf(text), { ...SETTINGS, ...more });

/** The format, the pages by first reference, and the writes where they are known. */
function told({ format, references }: ReadReferences): [string, number[], number[]?] {
  const pages = [...references.page.view()];
  return knowsWrites(references) ? [format, pages, [...references.write.view()]] : [format, pages];
}

function record(time: number, object: bigint): number[] {
  const view = new DataView(new ArrayBuffer(24));
  view.setUint32(0, time, true);
  view.setBigUint64(4, object, true);
  view.setUint32(12, 4096, true);
  view.setBigInt64(16, -1n, true);
  return [...new Uint8Array(view.buffer)];
}

function refusal(text: string | Uint8Array): { line: number; message: string } {
  try {
    readReferences(typeof text === 'string' ? bytesOf(text) : text, SETTINGS);
  } catch (error) {
    if (error instanceof TraceError) return { line: error.line, message: error.message };
    throw error;
  }
  throw new Error('was read');
}

describe('page numbers', () => {
  it.each([
    ['one a line', '7\n9\n7\n', [0, 1, 0]],
    ['on one line', '7 9 7 3', [0, 1, 0, 2]],
    ['with commas', '7, 9, 7\n', [0, 1, 0]],
    ['hexadecimal and decimal', '0x10\n16\n0x11\n', [0, 0, 1]],
    ['with markers, comments, empty lines and Windows ends', '# pages\r\n*\r\n7\r\n\r\n9\r\n*\r\n7\r\n', [0, 1, 0]],
    ['of four a line', '7 9 7 3\n1 2 3 1\n', [0, 1, 0, 2, 3, 4, 2, 3]],
    ['of four a line, rising', '1 2 3 4\n5 6 7 8\n', [0, 1, 2, 3, 4, 5, 6, 7]],
    ['as large as 64 bits go', '18446744073709551615\n18446744073709551614\n18446744073709551615\n', [0, 1, 0]],
  ])('%s', (_, text, pages) => {
    expect(told(read(text))).toEqual(['page numbers', pages]);
  });

  it('knows how many pages there are', () => {
    expect(read('5\n5\n8\n').references.pages).toBe(2);
  });
});

it('lines of the ARC traces stand for runs of pages', () => {
  expect(told(read('100 3 0 0\n102 2 0 1\n'))).toEqual(['arc', [0, 1, 2, 2, 3]]);
});

describe("lackey's log", () => {
  const LOG = '==7== Lackey\n==7==\nI  04000ff0,3\n L 1ffe000ff8,8\n S 04001000,4\n M 04000ffe,4\n==7== done\n';

  it('refers to the pages of each access, to both where it crosses from one to the next', () => {
    expect(told(read(LOG))).toEqual(['lackey', [0, 1, 2, 0, 2], [0, 0, 1, 1, 1]]);
    expect(read(LOG).pageSize).toBe(4096);
  });

  it('by pages of the size that is asked for', () => {
    expect(told(read(LOG, { pageSize: 65536 }))[1]).toEqual([0, 1, 0, 0]);
  });

  it('has room for the highest addresses', () => {
    expect(told(read(' L ffffffffff600ffc,8\n L ffffffffff601000,1\n'))[1]).toEqual([0, 1, 1]);
  });
});

describe('csv', () => {
  it.each([
    ['named columns', 'size,obj_id,time\n10,5,1\n10,6,2\n10,5,3\n', undefined],
    ['named behind a #', '# time, object, size, next_access_vtime\n1,5,10,3\n2,6,10,-1\n3,5,10,-1\n', undefined],
    ['no names', '1,5,10\n2,6,10\n3,5,10\n', undefined],
    ['objects with names', 'time,key,size\n1,a,10\n2,b,10\n3,a,10\n', undefined],
    ['operations', 'time,obj,size,op\n1,5,10,read\n2,6,10,write\n3,5,10,set\n', [0, 1, 1]],
  ])('%s', (_, text, writes) => {
    expect(told(read(text))).toEqual(writes === undefined ? ['csv', [0, 1, 0]] : ['csv', [0, 1, 0], writes]);
  });
});

describe('oracleGeneral', () => {
  const FILE = Uint8Array.from([record(1, 5n), record(1, 2n ** 60n), record(2, 2n ** 60n + 1n), record(9, 5n)].flat());

  it('tells objects of 64 bits apart', () => {
    expect(told(readReferences(FILE, SETTINGS))).toEqual(['oracleGeneral', [0, 1, 2, 0]]);
  });

  it('says when it is cut off', () => {
    expect(refusal(FILE.subarray(0, 90))).toEqual({
      line: 4,
      message: 'ends after 18 bytes; expected records of 24 bytes',
    });
    expect(readReferences(FILE.subarray(0, 90), { ...SETTINGS, lenient: true })).toMatchObject({ skipped: 1 });
  });
});

describe('what is no trace', () => {
  it.each([
    ['', 1, /^is empty; expected page numbers, /],
    ['Dear pager,\n', 1, /^"Dear pager," begins no reference trace; expected page numbers, /],
    ['7\n9\nten\n', 3, /^"ten" is malformed; expected page numbers with blanks between them$/],
    ['7\n-9\n', 2, /^"-9" is malformed/],
    ['18446744073709551616\n', 1, /begins no reference trace/],
    ['1 1 0 0\n2 0 0 1\n', 2, /^"2 0 0 1" is malformed; expected "start count ignored request" in numbers$/],
    ['1 1 0 0\n2 1 0\n', 2, /^"2 1 0" is malformed/],
    ['1 999999999 0 0\n', 1, /^comes to more than 268,435,456 references/],
    ['I  04000ff0,3\n X 1,1\n', 2, /^" X 1,1" is malformed; expected I, L, S or M/],
    ['time,obj,size\n1,5\n', 2, /^"1,5" is malformed; expected 3 cells with commas between, the object in cell 2$/],
    ['1,5,10\n2,6\n', 2, /^"2,6" is malformed; expected 3 cells/],
    ['time,obj,size\n', 0, /^holds no references/],
    ['\u007fELF\u0002\u0001\u0001\0\0\0', 1, /begins no reference trace/],
  ])('%j', (text, line, message) => {
    const refused = refusal(text);
    expect(refused.message).toMatch(message);
    expect(refused.line).toBe(line);
  });

  it('passes over malformed lines when it is lenient, and keeps the first', () => {
    const { references, skipped, firstSkipped } = read('7\nx\n9\ny\n', { lenient: true });
    expect([references.page.length, skipped, firstSkipped?.line]).toEqual([2, 2, 2]);
  });
});
