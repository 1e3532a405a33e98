/* Planets that attract each other: floating point on a few structures. Argument: steps. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct body {
  double x, y, z, vx, vy, vz, mass;
};

enum { BODIES = 5 };

static void advance(struct body *bodies, double step) {
  for (int i = 0; i < BODIES; i++) {
    struct body *a = &bodies[i];
    for (int j = i + 1; j < BODIES; j++) {
      struct body *b = &bodies[j];
      double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
      double squared = dx * dx + dy * dy + dz * dz;
      double pull = step / (squared * sqrt(squared));
      a->vx -= dx * b->mass * pull;
      a->vy -= dy * b->mass * pull;
      a->vz -= dz * b->mass * pull;
      b->vx += dx * a->mass * pull;
      b->vy += dy * a->mass * pull;
      b->vz += dz * a->mass * pull;
    }
  }
  for (int i = 0; i < BODIES; i++) {
    bodies[i].x += step * bodies[i].vx;
    bodies[i].y += step * bodies[i].vy;
    bodies[i].z += step * bodies[i].vz;
  }
}

static double kinetic_energy(const struct body *bodies) {
  double sum = 0;
  for (int i = 0; i < BODIES; i++) {
    const struct body *b = &bodies[i];
    sum += b->mass * (b->vx * b->vx + b->vy * b->vy + b->vz * b->vz) / 2;
  }
  return sum;
}

int main(int argc, char **argv) {
  long steps = argc > 1 ? atol(argv[1]) : 5000000;
  struct body *bodies = malloc(BODIES * sizeof *bodies);
  if (bodies == NULL) return 1;
  for (int i = 0; i < BODIES; i++) {
    bodies[i] = (struct body){
        .x = 5.0 * i, .y = 3.0 + i % 2, .z = -1.0 * i, .vx = 0.3 * (i % 3) - 0.3, .vy = 0.2 * i - 0.4, .vz = 0.1,
        .mass = i == 0 ? 40 : 0.04 * i,
    };
  }
  for (long i = 0; i < steps; i++) advance(bodies, 0.001);
  printf("checksum %.9f\n", kinetic_energy(bodies));
  free(bodies);
  return 0;
}
