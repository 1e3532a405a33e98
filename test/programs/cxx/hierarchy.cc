// heapglass: Virtual functions, multiple inheritance, virtual bases and virtual destructors.
// expect: clean
// stdout: 12 7 B~D~A~V\n
// oracle: valgrind

#include <cstdio>
#include <string>

static std::string trace;

struct V {
  int v = 1;
  virtual ~V() { trace += "~V"; }
};

struct A : virtual V {
  char *a = new char[20];
  ~A() override {
    delete[] a;
    trace += "~A";
  }
  virtual int area() const { return 3; }
};

struct B {
  int *b = new int[5];
  virtual ~B() {
    delete[] b;
    trace += "B";
  }
  virtual int length() const { return 7; }
};

struct D : A, B {
  ~D() override { trace += ""; }
  int area() const override { return 12; }
};

int main() {
  D *d = new D;
  A *a = d;
  B *b = d;
  printf("%d %d ", a->area(), b->length());
  delete b;
  trace.insert(1, "~D");
  printf("%s\n", trace.c_str());
  return 0;
}
