// heapglass: Reads a standard input that it has closed itself, and one that is at its end.
// expect: clean
// stdout: eof 1 -1\n
// oracle: valgrind

#include <stdio.h>
#include <unistd.h>

int main(void) {
  int c = getchar();
  int at_end = feof(stdin) != 0;
  close(0);
  char byte;
  long n = read(0, &byte, 1);
  printf("%s %d %ld\n", c == EOF ? "eof" : "data", at_end, n);
  return 0;
}
