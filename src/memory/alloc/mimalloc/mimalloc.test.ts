import { describeAllocator } from '../testing/conformance.js';
import { MimallocAllocator } from './mimalloc.js';

describeAllocator('mimalloc', (memory, pages) => new MimallocAllocator(memory, pages), {
  joinsAll: false,
  usesMaps: true,
});
