// heapglass: strchr looks for a character that is not there in a string without terminator.
// expect: InvalidRead line 11 in heap-block
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = malloc(9);
  memset(s, 'b', 9);
  char *hit = strchr(s, 'z');
  free(s);
  return hit == (char *)1;
}
