// heapglass: strstr, memmem, strcasestr and strsep on exactly sized heap strings.
// expect: clean
// stdout: 120 120 47 4\n
// oracle: valgrind

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  size_t a = 0, b = 0, c = 0;
  for (size_t n = 0; n <= 15; n++) {
    char *s = malloc(n + 5);
    memset(s, 'n', n);
    memcpy(s + n, "dle!", 5);
    a += (size_t)(strstr(s, "dle") - s);
    b += (size_t)((char *)memmem(s, n + 4, "dle!", 4) - s);
    c += strstr(s, "needle") != NULL ? 1 : 0;
    c += strcasestr(s, "NDLE") != NULL ? 1 : 0;
    c += strstr(s, "") == s ? 1 : 0;
    c += strstr(s, "dle!?") == NULL ? 1 : 0;
    free(s);
  }
  char *list = strdup("a,b,,d"), *rest = list, *field;
  int fields = 0;
  while ((field = strsep(&rest, ",")) != NULL)
    fields++;
  free(list);
  printf("%zu %zu %zu %d\n", a, b, c, fields);
  return 0;
}
