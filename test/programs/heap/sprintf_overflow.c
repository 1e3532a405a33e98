// heapglass: sprintf prints more characters than the heap buffer holds.
// expect: InvalidWrite line 10 in heap-block
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

int main(void) {
  char *s = malloc(8);
  sprintf(s, "%d-%d", 12345, 67890);
  free(s);
  return 0;
}
