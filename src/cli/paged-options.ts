/** The options of `--vm`: how much memory there is, which page leaves, where it goes, and what everything costs. */
import { USUAL_COSTS, type Costs } from '../memory/vm/cost-model.js';
import { POLICIES } from '../memory/vm/replacement/policies.js';
import type { OvercommitMode } from '../memory/vm/commit.js';
import { USUAL_MOST_PROCESSES, USUAL_SLICE } from '../process/vm/scheduling.js';
import { LEAST_RAM, MOST_RAM } from '../process/vm/layout.js';
import { UsageError, type OptionSpec, type OptionValues } from './option-table.js';

/** OPT knows the future, which a run does not have. */
const ONLINE = POLICIES.filter(({ name }) => name !== 'opt').map(({ name }) => name);
const MODES = ['heuristic', 'always', 'never'] as const;

export const PAGED_OPTIONS: readonly OptionSpec[] = [
  { name: 'vm', help: 'run on paged memory, with faults, and tell what paging did' },
  { name: 'check', help: 'with --vm: find memory errors too, as a run without --vm does' },
  { name: 'ram', value: 'SIZE', default: '64m', help: 'physical memory of --vm, such as 8M' },
  {
    name: 'page-policy',
    value: 'NAME',
    choices: ONLINE,
    default: 'clock',
    help: `which page of --vm leaves when memory is full: ${ONLINE.join(', ')}`,
  },
  { name: 'swap', value: 'FILE', help: 'where pages go that no file stands behind; without it none of them can leave' },
  { name: 'swap-size', value: 'SIZE', default: '256m', help: 'most that the swap file may take' },
  { name: 'swap-readahead', value: 'PAGES', default: '1', help: 'pages read from swap at once' },
  { name: 'swap-cluster', value: 'PAGES', default: '1', help: 'pages written to swap at once' },
  {
    name: 'overcommit',
    value: 'MODE',
    choices: MODES,
    default: 'heuristic',
    help: "promises of memory, as Linux's modes 0, 1 and 2: heuristic, always, never",
  },
  {
    name: 'observe',
    value: 'yes|no',
    choices: ['yes', 'no'],
    default: 'yes',
    help: 'see every reference to a page: a model of the TLB, and exact policies, for a slower run',
  },
  { name: 'aslr', value: 'SEED', help: 'put maps at random addresses, which follow from the seed' },
  {
    name: 'slice',
    value: 'N',
    help: `loop iterations and calls of a time slice, where processes take turns [${USUAL_SLICE}; with --check more, if much must be moved]`,
  },
  {
    name: 'processes',
    value: 'N',
    default: String(USUAL_MOST_PROCESSES),
    help: 'processes that may live at once: fork makes no more',
  },
  { name: 'label', help: 'begin each line that a process writes with its name and number' },
  {
    name: 'cost',
    value: 'NAME=NS',
    multiple: true,
    help: `a figure of the modelled time in nanoseconds: ${Object.keys(USUAL_COSTS).join(', ')}`,
  },
];

export interface PagedChoice {
  ram: number;
  policy: string;
  swap?: { file: string; size: number; readahead: number; cluster: number };
  overcommit: OvercommitMode;
  observe: boolean;
  costs: Partial<Costs>;
  slice: number | undefined;
  mostProcesses: number;
  label: boolean;
  aslr?: number;
}

/** @throws UsageError */
export function pagedChoice(options: OptionValues): PagedChoice {
  const ram = options.bytes('ram', MOST_RAM)!;
  if (ram < LEAST_RAM) throw new UsageError(`--ram=${options.text('ram')}: at least 64k`);
  const file = options.text('swap');
  const swap = {
    size: options.bytes('swap-size', 2 ** 40)!,
    readahead: options.integer('swap-readahead', 1, 1024)!,
    cluster: options.integer('swap-cluster', 1, 1024)!,
  };
  return {
    ram: Math.floor(ram / 4096) * 4096,
    policy: options.text('page-policy')!,
    swap: file === undefined ? undefined : { file, ...swap },
    overcommit: MODES.indexOf(options.text('overcommit') as (typeof MODES)[number]) as OvercommitMode,
    observe: options.flag('observe'),
    costs: costs(options),
    slice: options.integer('slice', 1, 1e9),
    mostProcesses: options.integer('processes', 1, 10_000)!,
    label: options.flag('label'),
    aslr: options.integer('aslr', 0, 0xffff_ffff),
  };
}

/** @throws UsageError for options that mean nothing without paged memory */
export function requireNoPagedOptions(options: OptionValues): void {
  const stray = PAGED_OPTIONS.find(({ name }) => options.all(name).length > 0);
  if (stray !== undefined) throw new UsageError(`--${stray.name} goes with --vm`);
}

function costs(options: OptionValues): Partial<Costs> {
  const chosen: Partial<Costs> = {};
  for (const word of options.all('cost')) {
    const [name, value] = word.split('=');
    const nanoseconds = Number(value);
    if (!Object.hasOwn(USUAL_COSTS, name!))
      throw new UsageError(`--cost=${word}: expected one of ${Object.keys(USUAL_COSTS).join(', ')}, and = nanoseconds`);
    if (value === undefined || value === '' || !(nanoseconds >= 0 && Number.isFinite(nanoseconds)))
      throw new UsageError(`--cost=${word}: expected nanoseconds behind the =`);
    chosen[name as keyof Costs] = nanoseconds;
  }
  return chosen;
}

/** Which process to look at, of a program that forks. */
export const PID_OPTION: OptionSpec = {
  name: 'pid',
  value: 'N',
  help: "the process to look at, where the program forks; run --vm lists them [the program's first]",
};

export function pidChoice(options: OptionValues): number | undefined {
  return options.integer('pid', 1, 2 ** 31 - 1);
}

export function noSuchProcess(processes: readonly { pid: number }[], pid: number): string {
  return `the program had no process ${pid}; it had ${processes.map((process) => process.pid).join(', ')}`;
}
