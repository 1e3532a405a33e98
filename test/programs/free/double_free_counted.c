// heapglass: The same double free happens three times from one stack.
// expect: InvalidFree line 10 count 3 in heap-block
// oracle: valgrind

#include <stdlib.h>

int main(void) {
  char *p = malloc(10);
  for (int i = 0; i < 4; i++)
    free(p);
  return 0;
}
