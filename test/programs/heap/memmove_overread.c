// heapglass: Deletes the first element with memmove, but moves one element too many.
// expect: InvalidRead line 12 in heap-block
// oracle: valgrind

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  size_t n = 8;
  int32_t *a = calloc(n, sizeof *a);
  memmove(a, a + 1, n * sizeof *a);
  free(a);
  return 0;
}
