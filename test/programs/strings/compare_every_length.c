// heapglass: strcmp, strncmp, strcasecmp and memcmp of exactly sized strings, equal and different.
// expect: clean
// stdout: 0\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

int main(void) {
  int wrong = 0;
  for (size_t n = 0; n <= 40; n++) {
    char *a = malloc(n + 1), *b = malloc(n + 2);
    memset(a, 'm', n);
    memset(b, 'M', n);
    a[n] = '\0';
    b[n] = 'x';
    b[n + 1] = '\0';
    wrong += strcasecmp(a, b) >= 0;
    wrong += strncasecmp(a, b, n) != 0;
    wrong += n && strcmp(a, b) <= 0;
    wrong += strncmp(a, a, 100) != 0;
    wrong += n && memcmp(a, b, n) <= 0;
    free(a);
    free(b);
  }
  printf("%d\n", wrong);
  return wrong;
}
