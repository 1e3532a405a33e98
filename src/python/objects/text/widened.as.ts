/** A string's characters at the width of another's: what is searched for must be as wide as what is searched in. */
import { CHARACTERS_AT, LENGTH } from '../../format/objects';
import { allocBlock, freeBlock } from '../../kernel/alloc.as';
import { noMemory } from '../../kernel/errors.as';
import { copyCharacters, widthOf } from './strings.as';

/**
 * The address of the characters, in a block of their own if they must be widened. 0 if they are wider, so that they cannot
 * be in the other string; 0 with MemoryError if there is no memory.
 */
export function atWidth(s: i32, width: i32): i32 {
  const own = widthOf(s);
  if (own == width) return s + CHARACTERS_AT;
  if (own > width) return 0;
  const length = load<i32>(s, LENGTH);
  const block = allocBlock(length * width);
  if (block == 0) return noMemory();
  copyCharacters(block, width, s + CHARACTERS_AT, own, length);
  return block;
}

export function releaseWidened(s: i32, width: i32, characters: i32): void {
  if (characters != s + CHARACTERS_AT) freeBlock(characters, load<i32>(s, LENGTH) * width);
}
