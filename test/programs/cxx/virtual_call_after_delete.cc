// heapglass: Calls a virtual function of a deleted object: the read of its vtable pointer is invalid.
// expect: InvalidRead line 15 in heap-block
// oracle: valgrind

struct Shape {
  virtual ~Shape() {}
  virtual int sides() const { return 0; }
};

struct Square : Shape {
  int sides() const override { return 4; }
};

static int count(const Shape *s) {
  return s->sides();
}

int main() {
  Shape *s = new Square;
  int before = count(s);
  delete s;
  return before + count(s) == 123456;
}
