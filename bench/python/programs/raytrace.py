"""Spheres over a chequered plane, with shadows and mirrors."""
import math


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self * (1.0 / math.sqrt(self.dot(self)))

    def mirrored(self, normal):
        return self - normal * (2.0 * self.dot(normal))


class Ray:
    def __init__(self, start, direction):
        self.start = start
        self.direction = direction

    def at(self, distance):
        return self.start + self.direction * distance


class Sphere:
    def __init__(self, centre, radius, colour, shine):
        self.centre = centre
        self.radius = radius
        self.colour = colour
        self.shine = shine

    def distance(self, ray):
        to_centre = self.centre - ray.start
        along = to_centre.dot(ray.direction)
        rest = self.radius * self.radius - (to_centre.dot(to_centre) - along * along)
        if rest < 0.0:
            return None
        return along - math.sqrt(rest)

    def normal(self, point):
        return (point - self.centre).unit()

    def colour_at(self, point):
        return self.colour


class Plane:
    shine = 0.2

    def __init__(self, height):
        self.height = height

    def distance(self, ray):
        if abs(ray.direction.y) < 1e-9:
            return None
        return (self.height - ray.start.y) / ray.direction.y

    def normal(self, point):
        return Vector(0.0, 1.0, 0.0)

    def colour_at(self, point):
        if (int(math.floor(point.x)) + int(math.floor(point.z))) % 2 == 0:
            return (0.9, 0.9, 0.9)
        return (0.2, 0.2, 0.2)


class Scene:
    def __init__(self, things, light):
        self.things = things
        self.light = light

    def nearest(self, ray):
        best = None
        best_distance = 1e30
        for thing in self.things:
            distance = thing.distance(ray)
            if distance is not None and 1e-6 < distance < best_distance:
                best = thing
                best_distance = distance
        return best, best_distance

    def colour(self, ray, depth):
        thing, distance = self.nearest(ray)
        if thing is None:
            return (0.4, 0.5, 0.8)
        point = ray.at(distance)
        normal = thing.normal(point)
        to_light = (self.light - point).unit()
        brightness = 0.1
        if self.nearest(Ray(point, to_light))[0] is None:
            brightness += max(0.0, normal.dot(to_light)) * 0.9
        r, g, b = thing.colour_at(point)
        r, g, b = r * brightness, g * brightness, b * brightness
        if depth > 0 and thing.shine > 0.0:
            mr, mg, mb = self.colour(Ray(point, ray.direction.mirrored(normal)), depth - 1)
            shine = thing.shine
            r, g, b = r + (mr - r) * shine, g + (mg - g) * shine, b + (mb - b) * shine
        return r, g, b


def run():
    things = [Sphere(Vector(-1.2 + i * 0.8, 0.3 + i * 0.1, 5.0 - i * 0.5), 0.5, (0.9 - i * 0.2, 0.3, 0.2 + i * 0.2), 0.3) for i in range(4)]
    things.append(Plane(-0.5))
    scene = Scene(things, Vector(3.0, 8.0, -2.0))
    width, height = 100, 100
    total = 0.0
    for y in range(height):
        for x in range(width):
            direction = Vector((x - width / 2) / width, (height / 2 - y) / width, 1.0).unit()
            total += sum(scene.colour(Ray(Vector(0.0, 0.5, 0.0), direction), 2))
    return round(total, 6)
