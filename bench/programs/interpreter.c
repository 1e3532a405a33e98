/* A stack machine that runs a small program of nested loops: one switch in one loop. Argument: outer iterations. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum opcode { PUSH, LOAD, STORE, ADD, SUBTRACT, MULTIPLY, XOR, LESS, JUMP, JUMP_IF_ZERO, INDEX, SET_INDEX, HALT };

struct instruction {
  enum opcode opcode;
  int32_t operand;
};

enum { VARIABLES = 8, STACK = 32, CELLS = 256, SUM = 0, OUTER = 1, INNER = 2 };

struct machine {
  const struct instruction *code;
  uint32_t variables[VARIABLES];
  uint32_t *stack;
  uint32_t *cells;
};

static unsigned long run(struct machine *machine) {
  unsigned long executed = 0;
  uint32_t *top = machine->stack;
  for (const struct instruction *at = machine->code;; at++, executed++) {
    switch (at->opcode) {
      case PUSH: *top++ = (uint32_t)at->operand; break;
      case LOAD: *top++ = machine->variables[at->operand]; break;
      case STORE: machine->variables[at->operand] = *--top; break;
      case ADD: top--; top[-1] += top[0]; break;
      case SUBTRACT: top--; top[-1] -= top[0]; break;
      case MULTIPLY: top--; top[-1] *= top[0]; break;
      case XOR: top--; top[-1] ^= top[0]; break;
      case LESS: top--; top[-1] = top[-1] < top[0]; break;
      case JUMP: at = machine->code + at->operand - 1; break;
      case JUMP_IF_ZERO: if (*--top == 0) at = machine->code + at->operand - 1; break;
      case INDEX: top[-1] = machine->cells[top[-1] % CELLS]; break;
      case SET_INDEX: top -= 2; machine->cells[top[0] % CELLS] = top[1]; break;
      case HALT: return executed;
    }
  }
}

int main(int argc, char **argv) {
  int32_t outer = argc > 1 ? atoi(argv[1]) : 50000;
  /* for (o = 0; o < outer; o++) for (i = 0; i < 200; i++) { cells[i] = cells[i] * 3 ^ o; sum += cells[i + o]; } */
  const struct instruction code[] = {
      {PUSH, 0},      {STORE, OUTER},                                                    /* 0 */
      {LOAD, OUTER},  {PUSH, outer},  {LESS, 0},       {JUMP_IF_ZERO, 34},               /* 2 */
      {PUSH, 0},      {STORE, INNER},                                                    /* 6 */
      {LOAD, INNER},  {PUSH, 200},    {LESS, 0},       {JUMP_IF_ZERO, 29},               /* 8 */
      {LOAD, INNER},  {LOAD, INNER},  {INDEX, 0},      {PUSH, 3},          {MULTIPLY, 0}, /* 12 */
      {LOAD, OUTER},  {XOR, 0},       {SET_INDEX, 0},                                    /* 17 */
      {LOAD, SUM},    {LOAD, INNER},  {LOAD, OUTER},   {ADD, 0},           {INDEX, 0},   /* 20 */
      {ADD, 0},       {STORE, SUM},                                                      /* 25 */
      {PUSH, 1},      {JUMP, 35},                                                        /* 27 */
      {LOAD, OUTER},  {PUSH, 1},      {ADD, 0},        {STORE, OUTER},     {JUMP, 2},    /* 29 */
      {HALT, 0},                                                                         /* 34 */
      {LOAD, INNER},  {ADD, 0},       {STORE, INNER},  {JUMP, 8},                        /* 35 */
  };
  struct machine machine = {.code = code};
  machine.stack = malloc(STACK * sizeof *machine.stack);
  machine.cells = calloc(CELLS, sizeof *machine.cells);
  if (machine.stack == NULL || machine.cells == NULL) return 1;
  unsigned long executed = run(&machine);
  printf("checksum %lu after %lu instructions\n", (unsigned long)machine.variables[SUM], executed);
  free(machine.cells);
  free(machine.stack);
  return 0;
}
