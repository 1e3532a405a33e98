/** What a lesson's topic and options mean: on which allocator, with which operations. */
import { nearest } from '../base/nearest.js';
import { DESIGNS, type AllocatorDesign } from '../memory/alloc/designs.js';
import type { LessonPlan } from '../memory/lessons/play.js';
import { designForLesson, settingOf } from '../memory/lessons/settings.js';
import { BadOperations, drawWorkload, readOperations, scatterFew, scatterMany } from '../memory/lessons/workload.js';
import { TUNING_OPTIONS, tuningOf } from './allocator-options.js';
import { UsageError, type OptionSpec, type OptionValues } from './option-table.js';

export const FRAGMENTATION = 'fragmentation';

export const TOPICS: readonly { name: string; summary: string }[] = [
  { name: FRAGMENTATION, summary: 'how free memory becomes useless, in pieces and inside blocks' },
  ...DESIGNS,
];

const MOST_HEAP = 2 ** 20;
const MOST_OPERATIONS = 200;
const MOST_SEED = 2 ** 31 - 1;
const MOST_SIZES = 100;
/** Where small requests could not be drawn, those of a smaller range go down to this part of it. */
const LEAST_OF_RANGE = 3;

const FRAGMENTED_HEAP = 1024;
/** Of a fragmentation lesson's heap, what headers and rounding of eight blocks may take. */
const FRAGMENTED_ROOM = 160;

const LEAST_HEAP = 64;

/** For the comparison at the end of a fragmentation lesson. */
const COMPARED_BLOCKS = 500;
const COMPARED_ROUNDS = 10;
const COMPARED_MOST = 250;

/** What fragmentation can be drawn on: heaps in which any two neighbours may be joined. */
const IN_ONE_PIECE = DESIGNS.map(({ name }) => name).filter((name) => settingOf(name).own !== undefined);

export const PLAN_OPTIONS: readonly OptionSpec[] = [
  { name: 'seed', short: 's', value: 'N', default: '0', help: 'other operations for each number' },
  { name: 'ops', short: 'n', value: 'N', default: '12', help: 'how many operations' },
  { name: 'warm-up', value: 'N', default: '5', help: 'the first of them, which only allocate' },
  { name: 'percent-alloc', short: 'P', value: 'N', default: '45', help: 'of a hundred others, how many allocate' },
  { name: 'range', short: 'r', value: 'SIZE', help: 'largest request [100, or more where blocks are larger]' },
  { name: 'sizes', value: 'N', help: 'so many different sizes, 0 for any [3 for slab and mimalloc, else 0]' },
  {
    name: 'ops-list',
    short: 'A',
    value: 'LIST',
    help: 'these operations: +40,-0,+20 allocates 40 bytes, frees what allocation 0 gave, allocates 20',
  },
  { name: 'heap', short: 'S', value: 'SIZE', help: 'bytes for blocks [512, or one frame of 64k]' },
  {
    name: 'malloc',
    value: 'NAME',
    help: 'the allocator that fragmentation is shown on [first-fit]',
    choices: IN_ONE_PIECE,
  },
  ...TUNING_OPTIONS,
];

/** Options that say nothing where operations are given, or where the topic has its own. */
const DRAWING = ['ops', 'warm-up', 'percent-alloc', 'range', 'sizes'];

/** @throws UsageError */
export function lessonPlan(topic: string, options: OptionValues, given: (name: string) => boolean): LessonPlan {
  const allocator = topic === FRAGMENTATION ? (options.text('malloc') ?? 'first-fit') : topic;
  if (topic !== FRAGMENTATION && given('malloc'))
    throw new UsageError(`--malloc is for ${FRAGMENTATION}: the topic ${topic} is an allocator`);
  const design = tunedDesign(requireTopic(allocator), options);
  const heap = heapSize(topic, allocator, options);
  const seed = options.integer('seed', 0, MOST_SEED)!;
  const list = options.text('ops-list');
  const unused = list !== undefined ? [...DRAWING, 'seed'] : topic === FRAGMENTATION ? DRAWING : [];
  const wrong = unused.find(given);
  if (wrong !== undefined)
    throw new UsageError(
      `--${wrong} says how operations are drawn, and ${list === undefined ? `${FRAGMENTATION} has its own` : '--ops-list gives them'}`,
    );
  if (list !== undefined) {
    const operations = operationsFrom(list, heap);
    const last = operations.findLast((operation) => operation.kind === 'malloc');
    return { topic, allocator, design, heap, operations, request: last?.kind === 'malloc' ? last.size : 0 };
  }
  if (topic === FRAGMENTATION)
    return { topic, allocator, design, heap, seed, ...scatterFew(seed, heap - FRAGMENTED_ROOM) };
  const setting = settingOf(allocator);
  const most = options.bytes('range', heap) ?? setting.most;
  const operations = drawWorkload(seed, {
    operations: options.integer('ops', 1, MOST_OPERATIONS)!,
    warmUp: options.integer('warm-up', 0, MOST_OPERATIONS)!,
    least: Math.min(setting.least, Math.ceil(most / LEAST_OF_RANGE)),
    most,
    percentAlloc: options.integer('percent-alloc', 0, 100)!,
    sizes: options.integer('sizes', 0, MOST_SIZES) ?? setting.sizes,
  });
  return { topic, allocator, design, heap, seed, operations, request: most };
}

/** The operations that allocators are compared by: the lesson's own when they were given, else many of the kind. */
export function comparedOperations({
  operations,
  seed,
  request,
}: LessonPlan): Pick<LessonPlan, 'operations' | 'request'> {
  return seed === undefined
    ? { operations, request }
    : scatterMany(seed, COMPARED_BLOCKS, COMPARED_ROUNDS, COMPARED_MOST);
}

/** @throws UsageError */
export function requireTopic(name: string): AllocatorDesign {
  const design = DESIGNS.find((candidate) => candidate.name === name);
  if (design !== undefined) return design;
  const names = TOPICS.map((topic) => topic.name);
  const near = nearest(name, names);
  throw new UsageError(
    `there is no topic "${name}"; ${near === undefined ? `expected one of ${names.join(', ')}` : `did you mean ${near}?`}`,
  );
}

function tunedDesign(design: AllocatorDesign, options: OptionValues): AllocatorDesign {
  const tuned = designForLesson(design, tuningOf(options));
  if (tuned !== undefined) return tuned;
  throw new UsageError(
    `${design.name} cannot be tuned like that: --coalesce, --order and --split-threshold are for first-fit and its like, --coalesce=immediate and deferred also for buddy`,
  );
}

function heapSize(topic: string, allocator: string, options: OptionValues): number {
  const { heap, heapUnit } = settingOf(allocator);
  const size = options.bytes('heap', MOST_HEAP) ?? (topic === FRAGMENTATION ? Math.max(heap, FRAGMENTED_HEAP) : heap);
  const least = topic === FRAGMENTATION ? 2 * FRAGMENTED_ROOM : LEAST_HEAP;
  if (size < least) throw new UsageError(`--heap=${options.text('heap')}: a heap for this has at least ${least} bytes`);
  return Math.ceil(size / heapUnit) * heapUnit;
}

function operationsFrom(list: string, heap: number) {
  try {
    const operations = readOperations(list, heap);
    if (operations.length <= MOST_OPERATIONS) return operations;
    throw new UsageError(`--ops-list: ${operations.length} operations; a lesson has at most ${MOST_OPERATIONS}`);
  } catch (error) {
    if (!(error instanceof BadOperations)) throw error;
    throw new UsageError(`--ops-list: ${error.message}`);
  }
}
