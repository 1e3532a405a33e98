/* Counts the words of standard input in a hash table that grows, prints them sorted, and gives everything back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
  char *word;
  int count;
  struct entry *next;
};

static struct entry **table;
static size_t buckets = 4, entries;

static size_t hash(const char *word) {
  size_t h = 5381;
  while (*word) h = h * 33 ^ (unsigned char)*word++;
  return h;
}

static void grow(void) {
  struct entry **wider = calloc(buckets * 2, sizeof *wider);
  for (size_t i = 0; i < buckets; i++) {
    while (table[i]) {
      struct entry *e = table[i];
      table[i] = e->next;
      size_t at = hash(e->word) % (buckets * 2);
      e->next = wider[at];
      wider[at] = e;
    }
  }
  free(table);
  table = wider;
  buckets *= 2;
}

static void add(const char *word) {
  for (struct entry *e = table[hash(word) % buckets]; e; e = e->next)
    if (strcmp(e->word, word) == 0) {
      e->count++;
      return;
    }
  if (++entries > buckets) grow();
  struct entry *e = malloc(sizeof *e);
  size_t at = hash(word) % buckets;
  *e = (struct entry){strdup(word), 1, table[at]};
  table[at] = e;
}

static int by_word(const void *a, const void *b) {
  return strcmp((*(struct entry **)a)->word, (*(struct entry **)b)->word);
}

int main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], "trap") == 0) __builtin_trap();
  char word[64];
  table = calloc(buckets, sizeof *table);
  while (scanf("%63s", word) == 1) add(word);
  struct entry **sorted = NULL;
  size_t n = 0;
  for (size_t i = 0; i < buckets; i++)
    for (struct entry *e = table[i]; e; e = e->next) {
      sorted = realloc(sorted, (n + 1) * sizeof *sorted);
      sorted[n++] = e;
    }
  qsort(sorted, n, sizeof *sorted, by_word);
  for (size_t i = 0; i < n; i++) {
    printf("%s %d\n", sorted[i]->word, sorted[i]->count);
    free(sorted[i]->word);
    free(sorted[i]);
  }
  free(sorted);
  free(table);
  return 3;
}
