// heapglass: bsearch is told of more elements than the array has: the comparator reads past the end.
// expect: InvalidRead line 10 size 4 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>

static int by_value(const void *key, const void *element) {
  int32_t k = *(const int32_t *)key;
  int32_t e = *(const int32_t *)element;
  (void)e;
  return k > 0 ? 1 : -1;
}

int main(void) {
  int32_t *a = calloc(8, sizeof *a);
  int32_t key = 1000;
  void *hit = bsearch(&key, a, 9, sizeof *a, by_value);
  free(a);
  return hit != 0;
}
