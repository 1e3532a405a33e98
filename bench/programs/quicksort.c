/* Quicksort of integers in place, and of records through a comparison function. Argument: elements. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct record {
  uint32_t key, payload;
};

typedef int compare(const struct record *, const struct record *);

static uint32_t random_state = 2463534242u;

static uint32_t next_random(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 17;
  random_state ^= random_state << 5;
  return random_state;
}

static void sort_numbers(uint32_t *numbers, long low, long high) {
  while (low < high) {
    uint32_t pivot = numbers[low + (high - low) / 2];
    long i = low, j = high;
    while (i <= j) {
      while (numbers[i] < pivot) i++;
      while (numbers[j] > pivot) j--;
      if (i > j) break;
      uint32_t swapped = numbers[i];
      numbers[i++] = numbers[j];
      numbers[j--] = swapped;
    }
    sort_numbers(numbers, low, j);
    low = i;
  }
}

static void sort_records(struct record *records, long low, long high, compare *order) {
  while (low < high) {
    struct record pivot = records[low + (high - low) / 2];
    long i = low, j = high;
    while (i <= j) {
      while (order(&records[i], &pivot) < 0) i++;
      while (order(&records[j], &pivot) > 0) j--;
      if (i > j) break;
      struct record swapped = records[i];
      records[i++] = records[j];
      records[j--] = swapped;
    }
    sort_records(records, low, j, order);
    low = i;
  }
}

static int by_key(const struct record *a, const struct record *b) {
  return a->key < b->key ? -1 : a->key > b->key;
}

static int by_payload(const struct record *a, const struct record *b) {
  return a->payload < b->payload ? 1 : -(a->payload > b->payload);
}

int main(int argc, char **argv) {
  long count = argc > 1 ? atol(argv[1]) : 1200000;
  uint32_t *numbers = malloc((size_t)count * sizeof *numbers);
  struct record *records = malloc((size_t)count * sizeof *records);
  if (numbers == NULL || records == NULL) return 1;
  for (long i = 0; i < count; i++) {
    numbers[i] = next_random();
    records[i] = (struct record){.key = next_random(), .payload = (uint32_t)i};
  }
  sort_numbers(numbers, 0, count - 1);
  sort_records(records, 0, count - 1, by_key);
  uint32_t checksum = 0;
  for (long i = 0; i < count; i++) checksum = checksum * 31 + (numbers[i] ^ records[i].key);
  sort_records(records, 0, count - 1, by_payload);
  for (long i = 0; i < count; i++) checksum = checksum * 31 + records[i].key;
  printf("checksum %lu\n", (unsigned long)checksum);
  free(records);
  free(numbers);
  return 0;
}
