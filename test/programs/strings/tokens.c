// heapglass: strtok and strtok_r over a heap string of exactly its length.
// expect: clean
// stdout: one|two|three|6\n
// oracle: valgrind

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = strdup("one two,three");
  for (char *t = strtok(s, " ,"); t; t = strtok(NULL, " ,"))
    printf("%s|", t);
  free(s);
  char *u = strdup("1;2;3"), *state;
  int sum = 0;
  for (char *t = strtok_r(u, ";", &state); t; t = strtok_r(NULL, ";", &state))
    sum += atoi(t);
  free(u);
  printf("%d\n", sum);
  return 0;
}
