/**
 * Faults, signals and residency against Linux itself: random operations on memory, performed by a native program and by an
 * address space. Each must cost as many faults in both. Skipped, visibly, where there is no Linux or no gcc, and where
 * temporary files are in memory, for pages of those have no disk that must be told of writes.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  AddressSpace,
  Fault,
  MemoryFile,
  MemoryRefused,
  PAGE,
  PhysicalMemory,
  READ,
  WRITE,
  type FaultCode,
  type PagedObject,
} from '../../src/api/vm.js';

const FILE_PAGES = 48;
/** Where areas are mapped: nothing else is there in the native program. */
const FIRST_PAGE = 0x100_0000;
const TMPFS = 0x0102_1994;
const ROUNDS = 6;
const STEPS = 300;

function compiled(folder: string): string | undefined {
  if (process.platform !== 'linux' || statfsSync(folder).type === TMPFS) return undefined;
  const program = join(folder, 'native-faults');
  try {
    execFileSync('gcc', ['-O1', '-o', program, join(import.meta.dirname, 'native-faults.c')], { stdio: 'pipe' });
    return program;
  } catch {
    return undefined;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'heapglass-faults-'));
const program = compiled(folder);
afterAll(() => rmSync(folder, { recursive: true }));

/** Random lines for both; never on pages that were unmapped, where the native program might meet what others mapped. */
function randomLines(seed: number): string[] {
  let state = seed;
  const random = (n: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const lines: string[] = [];
  const areas: { pages: number; unmapped: Set<number> }[] = [];
  let inChild = false;
  while (lines.length < STEPS) {
    const what = random(100);
    const area = random(areas.length);
    const at = areas[area];
    if (at === undefined || (what < 8 && areas.length < 40 && !inChild)) {
      const pages = 1 + random(40);
      // At the same place for both, since what is mapped around a page depends on the address.
      const place = FIRST_PAGE + areas.length * 0x100 + random(16);
      lines.push(`map ${areas.length} ${pages} ${'aaAfF'[random(5)]} ${random(4) === 0 ? 1 : 3} ${place}`);
      areas.push({ pages, unmapped: new Set() });
      continue;
    }
    const page = random(at.pages);
    const count = 1 + random(Math.min(8, at.pages - page));
    const range = Array.from({ length: count }, (_, i) => page + i);
    if (range.some((each) => at.unmapped.has(each))) continue;
    if (what < 75) lines.push(`touch ${area} ${page} ${random(2) === 0 ? 'r' : 'w'}`);
    else if (what < 79) lines.push(`protect ${area} ${page} ${count} ${[0, 1, 3, 3][random(4)]}`);
    else if (what < 82) lines.push(`dontneed ${area} ${page} ${count}`);
    else if (what < 85) lines.push(`mincore ${area} ${page} ${count}`);
    else if (what < 87 && !inChild) {
      lines.push(`unmap ${area} ${page} ${count}`);
      for (const each of range) at.unmapped.add(each);
    } else if (what < 90) lines.push(`${random(2) === 0 ? 'lock' : 'unlock'} ${area} ${page} ${count}`);
    else if (what < 92) lines.push(`truncate ${random(FILE_PAGES + 1)}`);
    else if (what >= 96) {
      lines.push(inChild ? 'exit' : 'fork');
      inChild = !inChild;
    }
  }
  if (inChild) lines.push('exit');
  return lines;
}

function native(lines: readonly string[]): string[] {
  const file = join(folder, 'mapped.bin');
  // Page by page, or the system may keep several in one piece, and then maps them together.
  writeFileSync(file, '');
  for (let i = 0; i < FILE_PAGES; i++) appendFileSync(file, new Uint8Array(PAGE).fill(1));
  const output = execFileSync(program!, [file], { input: `${lines.join('\n')}\n`, encoding: 'utf8' });
  return output.trim().split('\n');
}

class Model {
  readonly #physical = new PhysicalMemory({ size: 16 << 20, overcommit: { mode: 1 } });
  readonly #file: PagedObject;
  #space = new AddressSpace(this.#physical, { faultAround: 16 });
  #parent: AddressSpace | undefined;
  readonly #areas: number[] = [];

  constructor() {
    const contents = new Uint8Array(FILE_PAGES * PAGE).fill(1);
    this.#file = this.#physical.openFile('1', 'file', () => new MemoryFile(contents));
    this.#file.attach();
    // As the native program's file: in the page cache, since it was just written.
    this.#file.read(0, contents);
  }

  perform(line: string): string {
    const [what, ...words] = line.split(' ');
    const [area, second, third, fourth, fifth] = words.map(Number);
    const before = this.#space.minorFaults + this.#space.majorFaults;
    if (what === 'fork') {
      this.#parent = this.#space;
      this.#space = this.#parent.fork();
      return 'child';
    }
    if (what === 'exit') {
      this.#space.destroy();
      this.#space = this.#parent!;
      return 'parent';
    }
    if (what === 'truncate') this.#file.resize(area! * PAGE);
    else if (what === 'map') {
      const kind = words[2]!;
      const object = kind.toLowerCase() === 'f' ? { object: this.#file } : {};
      const shared = kind === kind.toUpperCase();
      const [address, length] = [fifth! * PAGE, second! * PAGE];
      this.#areas[area!] = this.#space.map({ address, length, protection: fourth!, shared, fixed: 'keep', ...object });
    } else {
      const address = this.#areas[area!]! + second! * PAGE;
      if (what === 'touch') {
        const reached = this.#space.reach(address, words[2] === 'w' ? WRITE : READ);
        if (reached < 0) return signalOf((-1 - reached) as FaultCode);
      } else {
        try {
          const answer = this.#call(what!, address, third! * PAGE, fourth ?? 0);
          if (answer !== undefined) return answer;
        } catch (error) {
          if (error instanceof MemoryRefused) return 'error';
          throw error;
        }
      }
    }
    return String(this.#space.minorFaults + this.#space.majorFaults - before);
  }

  #call(what: string, address: number, length: number, protection: number): string | undefined {
    const space = this.#space;
    if (what === 'protect') space.protect(address, length, protection);
    else if (what === 'unmap') space.unmap(address, length);
    else if (what === 'dontneed') space.advise(address, length, 'dontNeed');
    else if (what === 'lock') space.lock(address, length);
    else if (what === 'unlock') space.unlock(address, length);
    else return space.residency(address, length).join('');
    return undefined;
  }
}

function signalOf(code: FaultCode): string {
  return code === Fault.beyondEnd ? 'SIGBUS' : 'SIGSEGV';
}

describe.skipIf(program === undefined)('faults as Linux counts them', () => {
  it.each(Array.from({ length: ROUNDS }, (_, i) => i + 1))('round %i', (seed) => {
    const lines = randomLines(seed);
    const expected = native(lines);
    const model = new Model();
    const told: string[] = [];
    const wanted: string[] = [];
    let at = 0;
    lines.forEach((line, i) => {
      const answer = model.perform(line);
      // The native program says "parent" once its child has said everything, and nothing at "exit".
      const found = expected[at++];
      // A call may cost the native program faults of its own, in the C library.
      const isCounted = /^(touch|mincore|fork|exit)/.test(line);
      told.push(`${i} ${line}: ${isCounted ? answer : '-'}`);
      wanted.push(`${i} ${line}: ${isCounted ? found : '-'}`);
    });
    expect(told).toEqual(wanted);
  });
});
