/** Counts of references (memory/gc), for the kernel. */
export {
  clearField,
  dealloc,
  decref,
  incref,
  newRef,
  setField,
  xdecref,
  xincref,
} from '../../memory/gc/counting/counts.as';
