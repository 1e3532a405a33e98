/** The commands, in the order in which help shows them. */

export interface Command {
  name: string;
  /** What follows the name in a usage line. */
  usage: string;
  summary: string;
  run(words: string[]): Promise<number>;
}

const binutil = (name: 'ar' | 'ranlib' | 'nm' | 'strip' | 'objdump' | 'size', summary: string): Command => ({
  name,
  usage: '...',
  summary,
  run: async (words) => (await import('./commands/cc.js')).runBinutil(name, words),
});

export const COMMANDS: readonly Command[] = [
  {
    name: 'run',
    usage: '[options] FILE... [-- arguments]',
    summary: 'compile and run a C or C++ program (or a .wasm) and report its memory errors',
    run: async (words) => (await import('./commands/run.js')).run(words),
  },
  {
    name: 'record',
    usage: '[options] FILE... [-o run.hg] [-- arguments]',
    summary: 'the same, and keep everything that happened in a file',
    run: async (words) => (await import('./commands/run.js')).record(words),
  },
  {
    name: 'report',
    usage: '[options] FILE.hg',
    summary: 'report from a recording',
    run: async (words) => (await import('./commands/report.js')).report(words),
  },
  {
    name: 'heap',
    usage: '[options] FILE... [-- arguments]',
    summary: 'run a program and show its heap block by block, at exit, at its peak or after any call',
    run: async (words) => (await import('./commands/heap.js')).heap(words),
  },
  {
    name: 'pages',
    usage: '[options] FILE... [-- arguments]',
    summary: 'run a program on paged memory and show its pages and page table at a moment',
    run: async (words) => (await import('./commands/pages.js')).pages(words),
  },
  {
    name: 'compare',
    usage: '[options] FILE... [-- arguments]',
    summary: 'run a program on several allocators and put them side by side',
    run: async (words) => (await import('./commands/compare.js')).compare(words),
  },
  {
    name: 'replay',
    usage: '[options] FILE',
    summary: 'make the allocations of a trace again on other allocators, or page references under other policies',
    run: async (words) => (await import('./commands/replay.js')).replay(words),
  },
  {
    name: 'export',
    usage: 'FILE --to rep|csv',
    summary: 'write the allocations of a recording or trace for other programs',
    run: async (words) => (await import('./commands/export.js')).exportTrace(words),
  },
  {
    name: 'teach',
    usage: '[options] TOPIC',
    summary: 'step through a small heap, with questions: fragmentation, or how an allocator works',
    run: async (words) => (await import('./commands/teach.js')).teach(words),
  },
  {
    name: 'cc',
    usage: '...',
    summary: 'compile C as a clang driver would: make CC="heapglass cc"',
    run: async (words) => (await import('./commands/cc.js')).runCc(words, 'cc'),
  },
  {
    name: 'c++',
    usage: '...',
    summary: 'the same for C++',
    run: async (words) => (await import('./commands/cc.js')).runCc(words, 'c++'),
  },
  binutil('ar', 'make archives of what cc compiled'),
  binutil('ranlib', 'index an archive'),
  binutil('nm', 'list symbols'),
];

export function helpText(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length)) + 4;
  const lines: string[] = [];
  for (const command of COMMANDS) {
    const words = command.summary.split(' ');
    let line = `  ${command.name.padEnd(width)}`;
    for (const word of words) {
      if (line.length + word.length > 78) {
        lines.push(line.trimEnd());
        line = ' '.repeat(width + 2);
      }
      line += `${word} `;
    }
    lines.push(line.trimEnd());
  }
  return [
    'heapglass runs C and C++ programs and says what they do wrong with memory.',
    '',
    'Usage: heapglass COMMAND ...',
    '',
    ...lines,
    '',
    'heapglass COMMAND --help shows the options of each but cc and its like.',
    '',
  ].join('\n');
}
