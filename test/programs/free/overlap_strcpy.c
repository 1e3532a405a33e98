// heapglass: strcpy of a string onto its own tail.
// expect: Overlap line 11
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = malloc(32);
  strcpy(s, "  indented text");
  strcpy(s, s + 2);
  free(s);
  return 0;
}
