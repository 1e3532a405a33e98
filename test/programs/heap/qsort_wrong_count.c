// heapglass: qsort is told of one element too many: the comparator reads past the end.
// expect: InvalidRead line 10 size 4 in heap-block
// expect: InvalidRead line 10 size 4 in heap-block
// oracle: none glibc's qsort copies the array, wasi-libc's sorts in place

#include <stdint.h>
#include <stdlib.h>

static int32_t value(const int32_t *p) {
  return *p;
}

static int all_equal(const void *a, const void *b) {
  return (value(a) ^ value(a)) + (value(b) ^ value(b));
}

int main(void) {
  int32_t *a = calloc(5, sizeof *a);
  qsort(a, 6, sizeof *a, all_equal);
  free(a);
  return 0;
}
