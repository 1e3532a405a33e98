// heapglass: Reads 12 bytes before a heap array.
// expect: InvalidRead line 9 size 4 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

static int32_t at(const int32_t *a, int i) {
  return a[i];
}

int main(void) {
  int32_t *a = calloc(8, sizeof *a);
  int32_t sum = at(a, 0) + at(a, 7) + at(a, -3);
  free(a);
  return sum == 123456 ? 1 : 0;
}
