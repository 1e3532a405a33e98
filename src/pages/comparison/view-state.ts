/** What the parts of the page share: which allocators are shown, which stands out, and the moment looked at. */
import type { ComparisonData } from '../../report/allocators/data.js';
import { seriesClasses } from '../../report/html/series-colours.js';
import { Signal } from '../signal.js';

export interface ViewState {
  shown: Signal<ReadonlySet<string>>;
  emphasised: Signal<string | undefined>;
  /** Number of an operation. */
  moment: Signal<number>;
  /** By allocator: class of its colour and dashes. */
  classes: readonly string[];
}

export function startState({ allocators }: ComparisonData): ViewState {
  return {
    shown: new Signal<ReadonlySet<string>>(new Set(allocators.map(({ name }) => name))),
    emphasised: new Signal<string | undefined>(undefined),
    moment: new Signal(allocators[0]?.peak.operation ?? 0),
    classes: seriesClasses(allocators.map(({ name }) => name)),
  };
}
