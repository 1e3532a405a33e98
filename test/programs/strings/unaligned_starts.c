// heapglass: String functions on strings that begin at every alignment and end with their block.
// expect: clean
// stdout: 0\n
// oracle: valgrind

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  int wrong = 0;
  for (size_t skip = 0; skip < 8; skip++) {
    for (size_t n = 0; n <= 20; n++) {
      char *block = malloc(skip + n + 1);
      char *s = block + skip;
      memset(block, 'p', skip);
      memset(s, 'q', n);
      s[n] = '\0';
      wrong += strlen(s) != n;
      wrong += strchr(s, 'z') != NULL;
      wrong += strchr(s, '\0') != s + n;
      wrong += strrchr(s, 'q') != (n ? s + n - 1 : NULL);
      wrong += strchrnul(s, 'z') != s + n;
      wrong += memchr(s, 'z', n) != NULL;
      wrong += memrchr(s, 'z', n) != NULL;
      wrong += strpbrk(s, "xyz") != NULL;
      wrong += strspn(s, "q") != n || strcspn(s, "z") != n;
      free(block);
    }
  }
  printf("%d\n", wrong);
  return wrong;
}
