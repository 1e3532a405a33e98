/** What the kernel exports of this folder. */
export { lengthHint } from './length-hint.as';
export { getIter, isIterable, isIterator, iterNext } from './protocol.as';
