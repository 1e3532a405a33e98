/* Breadth-first searches over a sparse random graph with adjacency lists in one array. Argument: vertices. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEGREE = 8, SEARCHES = 12 };

static uint32_t random_state = 1013904223u;

static uint32_t next_random(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 17;
  random_state ^= random_state << 5;
  return random_state;
}

struct graph {
  uint32_t vertices, *first, *targets;
};

static void *allocate(size_t count, size_t size) {
  void *block = malloc(count * size);
  if (block == NULL) exit(1);
  return block;
}

static struct graph random_graph(uint32_t vertices) {
  struct graph graph = {.vertices = vertices};
  uint32_t edges = vertices * DEGREE;
  uint32_t *from = allocate(edges, sizeof *from);
  uint32_t *to = allocate(edges, sizeof *to);
  graph.first = allocate(vertices + 1, sizeof *graph.first);
  graph.targets = allocate(edges, sizeof *graph.targets);
  memset(graph.first, 0, (vertices + 1) * sizeof *graph.first);
  for (uint32_t i = 0; i < edges; i++) {
    from[i] = next_random() % vertices;
    to[i] = next_random() % vertices;
    graph.first[from[i]]++;
  }
  for (uint32_t i = 0, sum = 0; i <= vertices; i++) graph.first[i] = sum += graph.first[i];
  for (uint32_t i = 0; i < edges; i++) graph.targets[--graph.first[from[i]]] = to[i];
  free(from);
  free(to);
  return graph;
}

static uint32_t search(const struct graph *graph, uint32_t start, uint32_t *distance, uint32_t *queue) {
  uint32_t head = 0, tail = 0, sum = 0;
  memset(distance, 0xff, graph->vertices * sizeof *distance);
  distance[start] = 0;
  queue[tail++] = start;
  while (head < tail) {
    uint32_t vertex = queue[head++];
    sum += distance[vertex] * (vertex % 5 + 1);
    for (uint32_t i = graph->first[vertex]; i < graph->first[vertex + 1]; i++) {
      uint32_t target = graph->targets[i];
      if (distance[target] != UINT32_MAX) continue;
      distance[target] = distance[vertex] + 1;
      queue[tail++] = target;
    }
  }
  return sum;
}

int main(int argc, char **argv) {
  uint32_t vertices = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 300000;
  struct graph graph = random_graph(vertices);
  uint32_t *distance = allocate(vertices, sizeof *distance);
  uint32_t *queue = allocate(vertices, sizeof *queue);
  uint32_t checksum = 0;
  for (uint32_t i = 0; i < SEARCHES; i++) checksum = checksum * 7 + search(&graph, i * 997 % vertices, distance, queue);
  printf("checksum %lu\n", (unsigned long)checksum);
  free(queue);
  free(distance);
  free(graph.targets);
  free(graph.first);
  return 0;
}
