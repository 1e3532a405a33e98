/**
 * The replacement policies by the names that the command line knows.
 *
 * To add one: a row in POLICIES.
 */
import { nearest } from '../../../base/nearest.js';
import { Aging } from './aging.js';
import { Arc } from './arc.js';
import { ClockPro } from './clock-pro.js';
import { Clock } from './clock.js';
import type { PolicySetup, ReplacementPolicy } from './contract.js';
import { Fifo } from './fifo.js';
import { Lfu } from './lfu.js';
import { Lirs } from './lirs.js';
import { Lru } from './lru.js';
import { Nru } from './nru.js';
import { Opt } from './opt.js';
import { RandomReplacement } from './random.js';
import { TwoQ } from './two-q.js';
import { WorkingSet } from './working-set.js';

/** For any policy; each takes what it needs. */
export interface ReplaySetup extends PolicySetup {
  /** Of random choices. */
  seed: number;
  /** Of the working set, in references. */
  window: number;
  /** The whole string, for OPT. */
  references: Uint32Array;
}

/**
 * What a policy decides by: which pages were missing; reference bits; or the order of references. For the last, a live
 * memory must be told of each change from one page to another (a flat table in exact mode).
 */
export type Evidence = 'faults' | 'bits' | 'order';

export interface PolicyDesign {
  name: string;
  /** Half a line for help and tables. */
  summary: string;
  evidence: Evidence;
  make(setup: ReplaySetup): ReplacementPolicy;
}

/** The floor that others are measured against. */
export const OPT: PolicyDesign = {
  name: 'opt',
  evidence: 'order',
  summary: 'the page that is needed last, known from the future',
  make: (setup) => new Opt(setup),
};

export const POLICIES: readonly PolicyDesign[] = [
  { name: 'fifo', evidence: 'faults', summary: 'the page that came in first', make: (setup) => new Fifo(setup) },
  { name: 'random', evidence: 'faults', summary: 'any page', make: (setup) => new RandomReplacement(setup) },
  { name: 'nru', evidence: 'bits', summary: 'by reference and modified bit', make: (setup) => new Nru(setup) },
  {
    name: 'clock',
    evidence: 'bits',
    summary: 'the oldest that was not referenced since',
    make: (setup) => new Clock(setup),
  },
  { name: 'lru', evidence: 'order', summary: 'the page that was used longest ago', make: (setup) => new Lru(setup) },
  {
    name: 'aging',
    evidence: 'bits',
    summary: 'LRU from eight samples of the reference bit',
    make: (setup) => new Aging(setup),
  },
  { name: 'lfu', evidence: 'order', summary: 'the page that was used least often', make: (setup) => new Lfu(setup) },
  { name: '2q', evidence: 'order', summary: 'a queue for newcomers before LRU', make: (setup) => new TwoQ(setup) },
  {
    name: 'arc',
    evidence: 'order',
    summary: 'recency and frequency, balanced by itself',
    make: (setup) => new Arc(setup),
  },
  {
    name: 'lirs',
    evidence: 'order',
    summary: 'the longest distance between two uses',
    make: (setup) => new Lirs(setup),
  },
  { name: 'clock-pro', evidence: 'bits', summary: 'LIRS as a clock', make: (setup) => new ClockPro(setup) },
  {
    name: 'working-set',
    evidence: 'order',
    summary: 'whatever the window has passed',
    make: (setup) => new WorkingSet(setup),
  },
  OPT,
];

/** There is no policy of that name; the message says which there are. */
export class UnknownPolicy extends Error {}

/** "all", or names with commas between them; each policy once, in the order of the table. @throws UnknownPolicy */
export function policiesNamed(text: string): PolicyDesign[] {
  if (text === 'all') return [...POLICIES];
  const names = POLICIES.map(({ name }) => name);
  const wanted = text.split(',').map((name) => name.trim());
  for (const name of wanted) {
    if (names.includes(name)) continue;
    const near = nearest(name, [...names, 'all']);
    const hint = near === undefined ? `expected all or some of ${names.join(', ')}` : `did you mean ${near}?`;
    throw new UnknownPolicy(`there is no page policy "${name}"; ${hint}`);
  }
  return POLICIES.filter(({ name }) => wanted.includes(name));
}
