// heapglass: Keeps using the old address after realloc has moved the block.
// expect: InvalidRead line 12 size 4 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

int main(void) {
  int32_t *old = malloc(4 * sizeof *old);
  old[0] = 5;
  int32_t *grown = realloc(old, 100000);
  int32_t sum = old[0];
  sum += grown[0];
  free(grown);
  return sum == 123456 ? 1 : 0;
}
