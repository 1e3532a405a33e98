// heapglass: qsort of ints, strings and structs, and bsearch of each.
// expect: clean
// stdout: 1 3 5 7 9 apple cherry 30 found\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
  char name[12];
  int value;
};

static int by_int(const void *a, const void *b) {
  return *(const int *)a - *(const int *)b;
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

int main(void) {
  int *v = malloc(5 * sizeof *v);
  for (int i = 0; i < 5; i++)
    v[i] = (i * 2 + 4) % 10 + 1;
  for (int i = 0; i < 5; i++)
    v[i] = 9 - i * 2;
  qsort(v, 5, sizeof *v, by_int);
  for (int i = 0; i < 5; i++)
    printf("%d ", v[i]);
  char *words[] = {strdup("cherry"), strdup("apple"), strdup("banana")};
  qsort(words, 3, sizeof *words, by_text);
  printf("%s %s ", words[0], words[2]);
  struct entry e[] = {{"z", 10}, {"a", 20}, {"m", 30}}, key = {"m", 0};
  qsort(e, 3, sizeof *e, by_name);
  struct entry *m = bsearch(&key, e, 3, sizeof *e, by_name);
  int seven = 7;
  printf("%d %s\n", m->value, bsearch(&seven, v, 5, sizeof *v, by_int) ? "found" : "lost");
  for (int i = 0; i < 3; i++)
    free(words[i]);
  free(v);
  return 0;
}
