// heapglass: sscanf from heap strings that end with their block.
// expect: clean
// stdout: 3 7 -8 word 2 255 1.25\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = strdup("7 -8 word"), *t = strdup("ff 1.25");
  int a, b;
  char word[5];
  unsigned hex;
  float f;
  int n = sscanf(s, "%d%d%4s", &a, &b, word), m = sscanf(t, "%x %f", &hex, &f);
  printf("%d %d %d %s %d %u %g\n", n, a, b, word, m, hex, f);
  free(s);
  free(t);
  return 0;
}
