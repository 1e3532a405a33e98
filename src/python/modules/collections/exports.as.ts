/** What the kernel exports of _collections. */
export * from './default-dict.as';
export * from './ordered-iterator.as';
export * from './deque.as';
export * from './ordered.as';
