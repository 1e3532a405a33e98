// heapglass: strcpy of a long string into a short local buffer.
// args: a-rather-long-argument
// expect: InvalidWrite line 11 in stack variable name
// oracle: none memcheck does not bound local arrays

#include <string.h>

int main(int argc, char **argv) {
  char name[8];
  if (argc > 1)
    strcpy(name, argv[1]);
  return 0;
}
