// heapglass: A struct is freed without the string that it owns.
// expect: Leak definite line 15 bytes 7 blocks 1
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

struct person {
  char *name;
  int age;
};

static struct person *person(const char *name) {
  struct person *p = malloc(sizeof *p);
  p->name = malloc(strlen(name) + 1);
  strcpy(p->name, name);
  p->age = 30;
  return p;
}

int main(void) {
  struct person *p = person("Ada L.");
  free(p);
  return 0;
}
