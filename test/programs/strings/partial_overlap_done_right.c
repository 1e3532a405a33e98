// heapglass: Deleting and inserting within a string by memmove.
// expect: clean
// stdout: hello, wide world\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = malloc(18);
  strcpy(s, "hello, world");
  memmove(s + 12, s + 7, 6);
  memmove(s + 12, "world", 6);
  memcpy(s + 7, "wide ", 5);
  puts(s);
  free(s);
  return 0;
}
