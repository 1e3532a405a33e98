/** `--malloc` and what tunes the designs: for one allocator, or for several side by side. */
import { DESIGNS, designNamed, designsNamed, UnknownDesign } from '../memory/alloc/designs.js';
import { DEFAULT_DESIGN, type AllocatorDesign, type FreeListTuning } from '../memory/alloc/designs.js';
import { UsageError, type OptionSpec, type OptionValues } from './option-table.js';

const NAMES = DESIGNS.map((design) => design.name).join(', ');
const COALESCING = ['immediate', 'deferred', 'never'] as const;
const ORDERS = ['address', 'lifo'] as const;
const MOST_THRESHOLD = 2 ** 30;

const FREE_LISTS = 'of the free lists (first-fit and its like)';

const SPLIT_THRESHOLD: OptionSpec = {
  name: 'split-threshold',
  value: 'BYTES',
  help: 'a chunk is split when at least so much is left [16]',
};

/** What tunes one allocator. */
export const TUNING_OPTIONS: readonly OptionSpec[] = [
  { name: 'coalesce', value: 'WHEN', choices: COALESCING, help: `merging ${FREE_LISTS} [immediate]` },
  { name: 'order', value: 'ORDER', choices: ORDERS, help: `order ${FREE_LISTS} [address]` },
  SPLIT_THRESHOLD,
];

/** For a run on one allocator. */
export const RUN_MALLOC_OPTIONS: readonly OptionSpec[] = [
  { name: 'malloc', value: 'NAME', default: DEFAULT_DESIGN.name, help: `allocator beneath the checks: ${NAMES}` },
  ...TUNING_OPTIONS,
];

/** For several side by side. */
export const COMPARED_MALLOC_OPTIONS: readonly OptionSpec[] = [
  { name: 'malloc', value: 'NAMES', default: 'all', help: `allocators, with commas between them: ${NAMES}, or all` },
  {
    name: 'coalesce',
    value: 'WHEN,...',
    help: `merging ${FREE_LISTS}, each against the other: immediate, deferred, never`,
  },
  { name: 'order', value: 'ORDER,...', help: `order ${FREE_LISTS}: address, lifo` },
  SPLIT_THRESHOLD,
];

/** An allocator, as a thread can be told of it. */
export interface MallocChoice {
  malloc: string;
  tuning: FreeListTuning;
}

/** One allocator. @throws UsageError */
export function mallocChoice(options: OptionValues): MallocChoice {
  const malloc = options.text('malloc')!;
  const tuning = tuningOf(options);
  const design = named(() => designNamed(malloc));
  if (design.tuned === undefined) requireUntuned(options, design.name);
  return { malloc, tuning };
}

/** @throws UsageError */
export function tuningOf(options: OptionValues): FreeListTuning {
  return {
    order: options.text('order') as FreeListTuning['order'],
    coalesce: options.text('coalesce') as FreeListTuning['coalesce'],
    splitThreshold: threshold(options),
  };
}

/** The designs to compare; each free list once for every way of tuning that is asked for. @throws UsageError */
export function mallocChoices(options: OptionValues): MallocChoice[] {
  const designs = named(() => designsNamed(options.text('malloc')!));
  const splitThreshold = threshold(options);
  const coalesces = choices(options, 'coalesce', COALESCING);
  const orders = choices(options, 'order', ORDERS);
  if (!designs.some((design) => design.tuned)) requireUntuned(options, designs.map(({ name }) => name).join(', '));
  const tunings = orders.flatMap((order) => coalesces.map((coalesce) => ({ order, coalesce, splitThreshold })));
  return designs.flatMap(({ name: malloc, tuned }) =>
    (tuned === undefined ? [{}] : tunings).map((tuning) => ({ malloc, tuning })),
  );
}

/** What was chosen. */
export function designsOf(choices: readonly MallocChoice[]): AllocatorDesign[] {
  return choices.map(({ malloc, tuning }) => designNamed(malloc, tuning));
}

function named<T>(find: () => T): T {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof UnknownDesign)) throw error;
    throw new UsageError(`--malloc: ${error.message}`);
  }
}

/** What is asked for, with commas between; one undefined, the design's own choice, where nothing is. */
function choices<T extends string>(options: OptionValues, name: string, known: readonly T[]): (T | undefined)[] {
  if (options.text(name) === undefined) return [undefined];
  const chosen = new Set(options.set(name, known));
  if (chosen.size === 0) throw new UsageError(`--${name} needs one of ${known.join(', ')}`);
  return [...chosen];
}

function threshold(options: OptionValues): number | undefined {
  return options.integer('split-threshold', 16, MOST_THRESHOLD);
}

function requireUntuned(options: OptionValues, names: string): void {
  for (const name of ['coalesce', 'order', 'split-threshold']) {
    if (options.text(name) !== undefined)
      throw new UsageError(`--${name} is for the free lists, and ${names} has none`);
  }
}
