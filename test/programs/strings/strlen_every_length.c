// heapglass: strlen, strnlen and memchr on heap strings of every length 0..40 that fit their blocks exactly.
// expect: clean
// stdout: 820 820 820\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  size_t a = 0, b = 0, c = 0;
  for (size_t n = 0; n <= 40; n++) {
    char *s = malloc(n + 1);
    memset(s, 'x', n);
    s[n] = '\0';
    a += strlen(s);
    b += strnlen(s, 1000);
    c += (size_t)((char *)memchr(s, 0, n + 1) - s);
    free(s);
  }
  printf("%zu %zu %zu\n", a, b, c);
  return 0;
}
