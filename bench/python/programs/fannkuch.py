def fannkuch(n):
    most_flips = 0
    checksum = 0
    order = list(range(n))
    count = list(range(n))
    sign = 1
    while True:
        first = order[0]
        if first:
            flips = 1
            turned = order[:]
            while True:
                turned[: first + 1] = reversed(turned[: first + 1])
                first = turned[0]
                if not first:
                    break
                flips += 1
            if flips > most_flips:
                most_flips = flips
            checksum += sign * flips
        if sign == 1:
            order[0], order[1] = order[1], order[0]
            sign = -1
        else:
            order[1], order[2] = order[2], order[1]
            sign = 1
            for i in range(2, n):
                if count[i]:
                    count[i] -= 1
                    break
                count[i] = i
                if i == n - 1:
                    return checksum, most_flips
                order.insert(i + 1, order.pop(0))


def run():
    return fannkuch(8)
