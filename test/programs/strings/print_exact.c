// heapglass: printf of strings that end with their block, and of parts without terminator by precision.
// expect: clean
// stdout: [abc] [ab] [abcd] [   abc] 12\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = strdup("abc");
  char *bare = malloc(4);
  memcpy(bare, "abcd", 4);
  char *out = malloc(13);
  int n = snprintf(out, 13, "%s-%.4s-%s", s, bare, s);
  printf("[%s] [%.2s] [%.4s] [%6s] %d\n", s, s, bare, s, n);
  free(out);
  free(bare);
  free(s);
  return 0;
}
