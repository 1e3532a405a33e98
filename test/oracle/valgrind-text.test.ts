/**
 * `--format valgrind` against Valgrind itself: the same programs with the same options give the same text, line by line,
 * but for what `comparable` takes out. Skipped, visibly, where Valgrind has not been asked before (oracle.ts), and gcc, g++ or
 * valgrind is missing.
 *
 * The programs are those whose errors do not depend on the C library's inner ways (in what steps memcpy copies) or on the
 * size of a pointer, in which the two machines differ.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { limitTo } from '../corpus/limit.js';
import { corpusPrograms } from '../corpus/programs.js';
import { compileProgram, heapglass } from '../corpus/run-heapglass.js';
import { textUnderValgrind } from './native.js';
import { Oracle } from './oracle.js';
import { comparable } from './valgrind-text.js';

const FULL = ['--leak-check=full'];
const ALL = ['--leak-check=full', '--show-leak-kinds=all'];

/** Valgrind's switches want a value; the other option is what it wants with this one. */
const FIRST = '--exit-on-first-error=yes';
const VALGRIND_ONLY = new Map([[FIRST, [FIRST, '--error-exitcode=1']]]);
const HEAPGLASS_ONLY = new Map([[FIRST, ['--exit-on-first-error']]]);

/** A program and the options of both tools; several runs of one program share its compilation. */
const RUNS: [program: string, ...options: string[][]][] = [
  ['clean/linked_structures.c', FULL],
  ['clean/realloc_loops.c', ['--leak-check=summary']],
  ['cxx/missing_delete_array.cc', FULL],
  ['free/double_free.c', FULL],
  ['free/double_free_by_alias.c', FULL],
  ['free/double_free_counted.c', FULL],
  ['free/fishy_calloc.c', FULL],
  ['free/fishy_malloc.c', FULL],
  ['free/fishy_realloc.c', FULL],
  ['free/global_address.c', FULL],
  ['free/interior_pointer.c', FULL, ['--leak-check=no']],
  ['free/mismatched_array.cc', FULL],
  ['free/mismatched_new_free.cc', FULL],
  ['free/overlap_strcpy.c', FULL],
  ['free/overlap_strncpy.c', FULL],
  ['free/realloc_of_new.cc', FULL],
  ['free/string_literal.c', FULL],
  ['free/wild_address.c', FULL],
  ['heap/array_of_structs_past_end.c', FULL],
  ['heap/loop_off_by_one.c', FULL],
  ['heap/overflow_counted.c', FULL],
  ['heap/read_before_start_far.c', FULL],
  ['heap/two_stacks.c', FULL, [...FULL, '--num-callers=2'], [...FULL, FIRST]],
  ['heap/unterminated_strlen.c', FULL],
  ['heap/write_before_start.c', FULL],
  ['leaks/cycle.c', ALL],
  ['leaks/indirect_tree.c', ALL, FULL],
  ['leaks/loop.c', FULL],
  ['leaks/mixed_kinds.c', ALL, FULL, ['--leak-check=summary'], ['--leak-check=no'], [...ALL, '--num-callers=2']],
  ['leaks/possible_interior.c', ALL, [...FULL, '--errors-for-leak-kinds=none', '--show-leak-kinds=possible']],
  ['leaks/reachable_global.c', FULL, ALL],
  ['leaks/same_line_other_callers.c', FULL, [...FULL, '--num-callers=2']],
  ['leaks/two_sites.c', FULL],
  ['lifetime/error_counted_in_callee.c', FULL],
  ['lifetime/realloc_stale_pointer.c', FULL],
  ['lifetime/returns_freed_block.c', FULL],
  ['traps/divide_by_zero.c', FULL],
  ['traps/errors_before_stop.c', ALL],
  ['traps/null_read.c', FULL],
  ['traps/null_field.c', FULL],
];

/** One of so many programs runs on paged memory, too. */
const PAGED_SHARE = process.env.WHOLE_CORPUS ? 1 : 2;

const oracle = new Oracle<string[]>('texts.json');
const limited = limitTo(2);
const programs = new Map(corpusPrograms().map((program) => [program.name, program]));

describe("Valgrind's text", () => {
  for (const [at, [name, ...runs]] of RUNS.entries()) {
    const program = programs.get(name)!;
    const header = program.header!;
    const asked = (options: string[]): [name: string, on: unknown] => [
      [name, ...options].join(' '),
      [program.source, header.flags, header.args, [...header.stdin], options],
    ];
    if (!runs.every((options) => oracle.knows(...asked(options)))) {
      it.skip(`${name}: needs gcc, g++ and valgrind`);
      continue;
    }
    it.concurrent(name, () =>
      limited(async () => {
        const directory = mkdtempSync(join(tmpdir(), 'heapglass-text-'));
        try {
          const module = join(directory, `${program.fileName}.wasm`);
          writeFileSync(module, await compileProgram(program.path, header.flags));
          const reportOf = async (options: readonly string[]): Promise<string> => {
            const file = join(directory, 'report');
            const words = ['run', '--format=valgrind', `--log-file=${file}`, ...options, module, '--', ...header.args];
            await heapglass(words, directory, header.stdin);
            return readFileSync(file, 'utf8');
          };
          for (const [i, options] of runs.entries()) {
            const own = translated(options, HEAPGLASS_ONLY);
            const text = await reportOf(own);
            expect(text).toMatch(/^==1== Memcheck, a memory error detector\n/);
            const said = await oracle.ask(...asked(options), async () =>
              comparable(await textUnderValgrind(program, header, translated(options, VALGRIND_ONLY)), program),
            );
            expect(comparable(text, program)).toEqual(said);
            // On paged memory the same is said.
            if (i > 0 || at % PAGED_SHARE > 0) continue;
            const paged = await reportOf([...own, '--vm', '--check', '--observe', 'no']);
            expect(comparable(paged, program)).toEqual(said);
          }
        } finally {
          rmSync(directory, { recursive: true, force: true });
        }
      }),
    );
  }
  afterAll(() => oracle.keep());
});

function translated(options: string[], table: ReadonlyMap<string, string[]>): string[] {
  return options.flatMap((option) => table.get(option) ?? option);
}
