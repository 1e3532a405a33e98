/** What the kernel exports of _heapq and _bisect. */
export * from './heap.as';
