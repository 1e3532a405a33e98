/* Product of two square matrices of doubles, row by row. Argument: rows. */
#include <stdio.h>
#include <stdlib.h>

static double *new_matrix(size_t rows) {
  double *matrix = malloc(rows * rows * sizeof *matrix);
  if (matrix == NULL) exit(1);
  return matrix;
}

static void multiply(size_t rows, const double *a, const double *b, double *product) {
  for (size_t i = 0; i < rows; i++) {
    for (size_t j = 0; j < rows; j++) product[i * rows + j] = 0;
    for (size_t k = 0; k < rows; k++) {
      double factor = a[i * rows + k];
      for (size_t j = 0; j < rows; j++) product[i * rows + j] += factor * b[k * rows + j];
    }
  }
}

int main(int argc, char **argv) {
  size_t rows = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000;
  double *a = new_matrix(rows);
  double *b = new_matrix(rows);
  double *product = new_matrix(rows);
  for (size_t i = 0; i < rows * rows; i++) {
    a[i] = (double)(i % 17) + 1;
    b[i] = (double)(i % 13) - 4;
  }
  multiply(rows, a, b, product);
  double sum = 0;
  for (size_t i = 0; i < rows * rows; i++) sum += product[i] * (double)(i % 7);
  printf("checksum %.0f\n", sum);
  free(product);
  free(b);
  free(a);
  return 0;
}
