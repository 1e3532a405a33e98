// heapglass: Stores a float into a block of three bytes.
// expect: InvalidWrite line 9 size 4 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  float *f = malloc(3);
  *f = 1.0f;
  free(f);
  return 0;
}
