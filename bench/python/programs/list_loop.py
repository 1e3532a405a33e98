def run():
    numbers = list(range(20000))
    total = 0
    for turn in range(40):
        for number in numbers:
            total += number & 15
        for index in range(len(numbers)):
            numbers[index] = numbers[index] ^ turn
    return total
