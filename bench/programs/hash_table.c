/* A chained hash table of strings that grows: insert, look up, count, remove. Argument: operations. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
  struct entry *next;
  uint32_t hash;
  uint32_t count;
  char key[];
};

struct table {
  struct entry **buckets;
  uint32_t size, used;
};

static uint32_t random_state = 12345;

static uint32_t next_random(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 17;
  random_state ^= random_state << 5;
  return random_state;
}

static uint32_t hash_of(const char *key) {
  uint32_t hash = 2166136261u;
  for (; *key != '\0'; key++) hash = (hash ^ (unsigned char)*key) * 16777619u;
  return hash;
}

static void make_key(uint32_t number, char *key) {
  for (int i = 0; i < 6; i++, number /= 26) *key++ = (char)('a' + number % 26);
  *key = '\0';
}

static void resize(struct table *table, uint32_t size) {
  struct entry **buckets = calloc(size, sizeof *buckets);
  if (buckets == NULL) exit(1);
  for (uint32_t i = 0; i < table->size; i++) {
    for (struct entry *entry = table->buckets[i]; entry != NULL;) {
      struct entry *next = entry->next;
      entry->next = buckets[entry->hash & (size - 1)];
      buckets[entry->hash & (size - 1)] = entry;
      entry = next;
    }
  }
  free(table->buckets);
  table->buckets = buckets;
  table->size = size;
}

static struct entry **find(struct table *table, const char *key, uint32_t hash) {
  struct entry **place = &table->buckets[hash & (table->size - 1)];
  while (*place != NULL && ((*place)->hash != hash || strcmp((*place)->key, key) != 0)) place = &(*place)->next;
  return place;
}

static void add(struct table *table, const char *key) {
  uint32_t hash = hash_of(key);
  struct entry **place = find(table, key, hash);
  if (*place == NULL) {
    struct entry *entry = malloc(sizeof *entry + strlen(key) + 1);
    if (entry == NULL) exit(1);
    *entry = (struct entry){.hash = hash};
    strcpy(entry->key, key);
    *place = entry;
    table->used++;
  }
  (*place)->count++;
  if (table->used > table->size) resize(table, table->size * 2);
}

static uint32_t take(struct table *table, const char *key) {
  struct entry **place = find(table, key, hash_of(key));
  struct entry *entry = *place;
  if (entry == NULL) return 0;
  uint32_t count = entry->count;
  *place = entry->next;
  free(entry);
  table->used--;
  return count;
}

int main(int argc, char **argv) {
  unsigned long operations = argc > 1 ? strtoul(argv[1], NULL, 10) : 3000000;
  struct table table = {0};
  uint32_t checksum = 0;
  char key[16];
  resize(&table, 16);
  for (unsigned long i = 0; i < operations; i++) {
    make_key(next_random() % 200000, key);
    if (next_random() % 4 == 0) checksum += take(&table, key) * (uint32_t)(i % 31);
    else add(&table, key);
  }
  for (uint32_t i = 0; i < table.size; i++) {
    for (struct entry *entry = table.buckets[i]; entry != NULL;) {
      struct entry *next = entry->next;
      checksum += entry->hash ^ entry->count;
      free(entry);
      entry = next;
    }
  }
  free(table.buckets);
  printf("checksum %lu\n", (unsigned long)checksum);
  return 0;
}
