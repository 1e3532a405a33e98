/** Several programs on one physical memory, from the command line or a scenario. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FRAMES_BASE } from '../../src/process/vm/layout.js';
import { heapglass, scratch } from '../cli/run-cli.js';

const cwd = scratch();
const PROGRAMS = join(import.meta.dirname, 'programs');
const SAYS = `#include <stdio.h>
#include <stdlib.h>
int main(int argc, char **argv) {
  int rounds = atoi(argv[1]), pages = 300;
  char *memory = malloc(pages * 4096);
  for (int round = 0; round < rounds; round++) {
    for (int i = 0; i < pages; i++) memory[i * 4096] += 1;
    printf("round %d", round);
    putchar('\\n');
    fflush(stdout);
  }
  int wrong = 0;
  for (int i = 0; i < pages; i++) wrong += memory[i * 4096] != rounds;
  printf("wrong %d", wrong);
  return wrong;
}
`;
writeFileSync(join(cwd, 'a.c'), SAYS);
writeFileSync(join(cwd, 'b.c'), SAYS);

const linesOf = (text: Buffer, label: string): string[] =>
  text
    .toString()
    .split('\n')
    .filter((line) => line.startsWith(`[${label}] `))
    .map((line) => line.slice(label.length + 3));

describe('programs that run together', () => {
  const memory = ['--ram', '1536k', '--swap', 'swap.bin'];

  it.each(['--and', '&'])(
    'take turns in one memory that has no room for both, with %s between them',
    async (between) => {
      const words = ['a.c', '--', '3', between, '-O1', 'b.c', '--label', '--format', 'json', ...memory, '--', '2'];
      const { stdout, stderr, status } = await heapglass(['run', ...words], { cwd });
      expect(status).toBe(0);
      expect(linesOf(stdout, 'a.c 42')).toEqual(['round 0', 'round 1', 'round 2', 'wrong 0']);
      expect(linesOf(stdout, 'b.c 43')).toEqual(['round 0', 'round 1', 'wrong 0']);
      // Neither waits for the other's end.
      expect(stdout.toString().indexOf('[b.c')).toBeLessThan(stdout.toString().lastIndexOf('[a.c'));
      const { processes, swapOut } = JSON.parse(stderr) as { processes: Record<string, number>[]; swapOut: number };
      expect(processes.map(({ program }) => program)).toEqual(['a.c', 'b.c']);
      for (const { majorFaults, peakSwapped } of processes) {
        expect(majorFaults).toBeGreaterThan(0);
        expect(peakSwapped).toBeGreaterThan(0);
      }
      expect(swapOut).toBeGreaterThan(0);
    },
  );

  it('are read from a scenario, and do the same again in another run', async () => {
    mkdirSync(join(cwd, 'there'), { recursive: true });
    writeFileSync(join(cwd, 'there', 'c.c'), SAYS);
    const scenario = `# two programs
--ram 1536k --swap swap.bin
--label --format=json

c.c -O1 -- 3
"../b.c" -- 2
`;
    writeFileSync(join(cwd, 'there', 'two.hgs'), scenario);
    const run = () => heapglass(['run', join('there', 'two.hgs')], { cwd });
    const [first, second] = [await run(), await run()];
    expect(linesOf(first.stdout, 'c.c 42')).toHaveLength(4);
    expect(linesOf(first.stdout, 'b.c 43')).toHaveLength(3);
    expect(second.stdout.toString()).toBe(first.stdout.toString());
    const counts = (text: string): unknown => {
      const { minorFaults, majorFaults, swapOut, processes } = JSON.parse(text) as Record<string, unknown>;
      return [minorFaults, majorFaults, swapOut, (processes as { turns: number }[]).map(({ turns }) => turns)];
    };
    expect(counts(second.stderr)).toEqual(counts(first.stderr));
  });

  it('cannot reach each other, whatever pointers they make up', async () => {
    const ram = 4 * 1024 * 1024;
    const keeper = [join(PROGRAMS, 'keeper.c'), '--', '60'];
    const burglar = [
      join(PROGRAMS, 'burglar.c'),
      '-O1',
      '--ram',
      String(ram),
      '--',
      String(FRAMES_BASE),
      String(ram / 4096),
    ];
    const { stdout } = await heapglass(['run', '--observe', 'no', '--label', ...keeper, '--and', ...burglar], { cwd });
    expect(linesOf(stdout, 'burglar.c 43')).toEqual(['reached 0 secrets 0 tried 1']);
    expect(linesOf(stdout, 'keeper.c 42')).toEqual(['changed 0']);
  }, 240_000);

  it('have maps at addresses of their own with --aslr', async () => {
    writeFileSync(
      join(cwd, 'where.c'),
      '#include <stdio.h>\n#include <sys/mman.h>\nint main(void) { printf("%p\\n", mmap(0, 4096, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)); }\n',
    );
    const run = (...words: string[]) => heapglass(['run', '-q', 'where.c', '--and', 'where.c', ...words], { cwd });
    const [same, other, again] = [await run(), await run('--aslr', '7'), await run('--aslr', '7')];
    const places = same.stdout.toString().trim().split('\n');
    expect(places[0]).toBe(places[1]);
    const random = other.stdout.toString().trim().split('\n');
    expect(random[0]).not.toBe(random[1]);
    expect(again.stdout.toString()).toBe(other.stdout.toString());
  });

  it.each([
    [['a.c', '--and'], '--and: another program, but which?'],
    [['a.c', '--and', 'x.py'], 'x.py: only programs of C and C++ run together'],
    [['bad.hgs'], 'bad.hgs:2: unknown option --rum; did you mean --ram?'],
    [['empty.hgs'], 'empty.hgs names no program'],
    [['none.hgs'], 'cannot read none.hgs: there is no such file'],
    [['empty.hgs', '--', '1'], 'empty.hgs says by itself what each program is given'],
  ])('are refused in words when they cannot run: %j', async (words, message) => {
    writeFileSync(join(cwd, 'bad.hgs'), 'a.c -- 1\n--rum 4M\n');
    writeFileSync(join(cwd, 'empty.hgs'), '# nothing\n--ram 4M\n');
    const { status, stderr } = await heapglass(['run', ...words], { cwd });
    expect(status).toBe(64);
    expect(stderr).toContain(message);
  });
});
