// heapglass: snprintf is told a size that the block does not have.
// expect: InvalidWrite line 10 in heap-block
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

int main(void) {
  char *s = malloc(6);
  int n = snprintf(s, 32, "%s", "longer than six");
  free(s);
  return n == 15 ? 0 : 1;
}
