// heapglass: Ten thousand blocks are allocated and freed before a stale pointer is used: the freed block is still known.
// expect: InvalidWrite line 13 size 4 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

int main(void) {
  int32_t *stale = malloc(24);
  free(stale);
  for (int i = 0; i < 10000; i++)
    free(malloc(24));
  stale[2] = 1;
  return 0;
}
