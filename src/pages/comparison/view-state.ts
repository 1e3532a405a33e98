/** What the parts of the page share: which allocators are shown, which stands out, and the moment looked at. */
import type { ComparisonData } from '../../report/allocators/data.js';
import { Signal } from '../signal.js';

export interface ViewState {
  shown: Signal<ReadonlySet<string>>;
  emphasised: Signal<string | undefined>;
  /** Number of an operation. */
  moment: Signal<number>;
}

export function startState({ allocators }: ComparisonData): ViewState {
  return {
    shown: new Signal<ReadonlySet<string>>(new Set(allocators.map(({ name }) => name))),
    emphasised: new Signal<string | undefined>(undefined),
    moment: new Signal(allocators[0]?.peak.operation ?? 0),
  };
}

/** Class of an allocator's colour and dashes: the same all over the page. */
export function seriesClass(index: number): string {
  return `series-${index % SERIES}`;
}

/** As the style sheet has them. */
const SERIES = 10;
