// heapglass: time, clock, gmtime, mktime and strftime.
// expect: clean
// stdout: 1970-01-02 Fri 86400 ordered\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(void) {
  time_t day = 86400;
  struct tm *utc = gmtime(&day);
  char *text = malloc(15);
  strftime(text, 15, "%Y-%m-%d %a", utc);
  clock_t first = clock(), second = clock();
  printf("%s %ld %s\n", text, (long)day, first <= second && time(NULL) > day ? "ordered" : "?");
  free(text);
  return 0;
}
