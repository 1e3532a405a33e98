// heapglass: Arguments, environment and argv[argc] == NULL.
// args: alpha beta
// expect: clean
// stdout: 3 alpha beta end no\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  printf("%d %s %s %s %s\n", argc, argv[1], argv[2], argv[argc] ? "?" : "end",
         getenv("HEAPGLASS_SURELY_NOT_SET") ? "yes" : "no");
  return 0;
}
