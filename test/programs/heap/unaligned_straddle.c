// heapglass: An unaligned 4-byte read of which only the last two bytes are outside the block.
// expect: InvalidRead line 10 size 4 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

int main(void) {
  unsigned char *p = calloc(8, 1);
  uint32_t v = *(uint32_t *)(p + 6);
  free(p);
  return v == 0xdeadbeef ? 1 : 0;
}
