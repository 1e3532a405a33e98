// heapglass: Clears far more than a block has: all bytes behind its end count, those of the neighbours too.
// expect: InvalidWrite line 11 size 180 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char *blocks[12];
  for (int i = 0; i < 12; i++) blocks[i] = malloc(20);
  memset(blocks[3], 0, 200);
  for (int i = 0; i < 12; i++) free(blocks[i]);
  return 0;
}
