// heapglass: Writes into the middle of a freed block.
// expect: InvalidWrite line 11 size 8 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  double *v = malloc(10 * sizeof *v);
  v[5] = 1.0;
  free(v);
  v[5] = 2.0;
  return 0;
}
