// heapglass: Copies out of a freed block.
// expect: InvalidRead line 13 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char copy[50];
  size_t n = sizeof copy;
  char *p = calloc(1, 50);
  free(p);
  memcpy(copy, p, n);
  return 0;
}
