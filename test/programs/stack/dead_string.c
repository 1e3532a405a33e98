// heapglass: Returns a string that was formatted in a local buffer, then measures it.
// expect: InvalidRead line 17 in stack
// oracle: valgrind

#include <stdio.h>
#include <string.h>

static const char *label(int n) {
  char text[2000];
  snprintf(text, sizeof text, "label-%d", n);
  const char *result = text;
  return result;
}

int main(void) {
  const char *s = label(7);
  volatile size_t n = strlen(s);
  (void)n;
  return 0;
}
