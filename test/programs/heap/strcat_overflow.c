// heapglass: strcat runs over the end of a block that was just large enough for the first string.
// expect: InvalidWrite line 11 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = malloc(8);
  strcpy(s, "seven77");
  strcat(s, "+more");
  free(s);
  return 0;
}
