// heapglass: strncpy within one buffer, overlapping.
// expect: Overlap line 11
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = malloc(32);
  strcpy(s, "0123456789abcdef");
  strncpy(s + 4, s, 10);
  free(s);
  return 0;
}
