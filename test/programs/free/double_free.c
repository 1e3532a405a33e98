// heapglass: Frees a block twice.
// expect: InvalidFree line 10 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  char *p = malloc(10);
  free(p);
  free(p);
  return 0;
}
