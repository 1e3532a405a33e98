// heapglass: A global points into the middle of a block only: possibly lost.
// expect: Leak possible line 10 bytes 100 blocks 1
// oracle: valgrind

#include <stdlib.h>

char *cursor;

int main(void) {
  char *p = calloc(100, 1);
  cursor = p + 10;
  p = 0;
  return 0;
}
