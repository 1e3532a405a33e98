/** What the kernel exports of this folder. */
export { exception_clear, exception_dealloc, exception_traverse } from './base-exception.as';
export {
  newException,
  raiseArgument,
  raiseMemoryError,
  raiseBare,
  reservedMemoryError,
  reserveMemoryError,
  setPending,
} from './raise.as';
export { exception_init, exception_new, exception_str, key_error_str, setArguments, stop_init } from './make.as';
