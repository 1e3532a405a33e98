/** The end of locks. */
import { LOCK_BYTES } from '../../format/objects';
import { freeObject } from '../../kernel/alloc.as';
import { clearWeakReferences } from '../../objects/weak/reference.as';

export function lock_dealloc(p: i32): void {
  clearWeakReferences(p);
  freeObject(p, LOCK_BYTES);
}
