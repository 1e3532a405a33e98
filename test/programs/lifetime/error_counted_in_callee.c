// heapglass: One stale read in a callee, reached 50 times from one call in a loop.
// expect: InvalidRead line 9 size 4 count 50 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

static int32_t get(const int32_t *p, int i) {
  return p[i];
}

int main(void) {
  int32_t *p = calloc(50, sizeof *p);
  free(p);
  int64_t sum = 0;
  for (int i = 0; i < 50; i++)
    sum += get(p, i);
  return sum == 123456;
}
