import {
  describeAllocator,
  describeExhaustion,
  describeOverwritten,
  type MakeAllocator,
} from '../testing/conformance.js';
import { FreeListAllocator, type FreeListOptions } from './free-list.js';

const VARIANTS: FreeListOptions[] = [
  { policy: 'first-fit' },
  { policy: 'next-fit' },
  { policy: 'best-fit' },
  { policy: 'worst-fit' },
  { policy: 'first-fit', order: 'lifo' },
  { policy: 'next-fit', order: 'lifo', coalesce: 'deferred' },
  { policy: 'best-fit', coalesce: 'deferred', splitThreshold: 64 },
  { policy: 'first-fit', coalesce: 'never' },
];

for (const options of VARIANTS) {
  const name = Object.values(options).join(' ');
  const make: MakeAllocator = (memory, pages) => new FreeListAllocator(memory, pages, options);
  describeAllocator(name, make, { joinsAll: (options.coalesce ?? 'immediate') === 'immediate' });
  describeExhaustion(name, make);
  describeOverwritten(name, make);
}
