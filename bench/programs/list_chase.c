/* A linked list whose nodes lie in random order, walked and reversed over and over. Argument: nodes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 2000 };

struct node {
  struct node *next;
  uint32_t value;
};

static uint32_t random_state = 88675123u;

static uint32_t next_random(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 17;
  random_state ^= random_state << 5;
  return random_state;
}

static struct node *reversed(struct node *list) {
  struct node *result = NULL;
  while (list != NULL) {
    struct node *next = list->next;
    list->next = result;
    result = list;
    list = next;
  }
  return result;
}

static uint32_t walk(const struct node *list) {
  uint32_t sum = 0;
  for (; list != NULL; list = list->next) sum = sum * 3 + list->value;
  return sum;
}

int main(int argc, char **argv) {
  uint32_t count = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 8000;
  struct node **nodes = malloc(count * sizeof *nodes);
  if (nodes == NULL) return 1;
  for (uint32_t i = 0; i < count; i++) {
    nodes[i] = malloc(sizeof *nodes[i]);
    if (nodes[i] == NULL) return 1;
    nodes[i]->value = i;
  }
  for (uint32_t i = count - 1; i > 0; i--) {
    uint32_t j = next_random() % (i + 1);
    struct node *swapped = nodes[i];
    nodes[i] = nodes[j];
    nodes[j] = swapped;
  }
  for (uint32_t i = 0; i < count; i++) nodes[i]->next = i + 1 < count ? nodes[i + 1] : NULL;
  struct node *list = count > 0 ? nodes[0] : NULL;
  uint32_t checksum = 0;
  for (int round = 0; round < ROUNDS; round++) {
    checksum += walk(list);
    list = reversed(list);
    checksum ^= walk(list);
  }
  while (list != NULL) {
    struct node *next = list->next;
    free(list);
    list = next;
  }
  free(nodes);
  printf("checksum %lu\n", (unsigned long)checksum);
  return 0;
}
