"""Wrong answers to the checks of lesson 1 and of the start page, as students write them; twelve are commonest.

An answer to a function is its body; if that is one expression, `return` is left out. An empty line divides the
answers. They were written from the notebooks alone. What the checks say to them is measured in `test_students.py`.
"""

NOTEBOOK = """
import math
import numpy as np
x, z = np.array([-0.5, -0.25, 0.0, 0.25, 0.5]), np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
w, w0, alpha, step, S, J, slope, error, gradient = 0.2, 0.2, 0.4, 0.9, 0.625, 2.025, -2.25, 0.9, -2.25

def my_cost(w, x, z):
    return np.sum((z - w * x) ** 2)

def my_gradient(w, x, z):
    return -2 * np.sum(x * (z - w * x))

def my_update(w, gradient, learning_rate):
    return w - learning_rate * gradient
"""
"""What the cells before an exercise have defined."""

TAKES = {
    "cost": "w, x, z",
    "gradient": "w, x, z",
    "update": "w, gradient, learning_rate",
    "descent": "x, z, start, learning_rate, n_steps",
    "stable_rate": "x",
    "repair": "x, z, start, learning_rate, n_steps",
}

COMMON = {
    "cost": """
np.mean((z - w * x) ** 2)

np.sum(z - w * x)

np.sum(z - w * x) ** 2

(z - w * x) ** 2

np.sum((z - w * x) ^ 2)

np.sum(np.abs(z - w * x))

((z - w * x) ** 2).sum() / 2

total = 0
for x_i, z_i in zip(x, z):
    total += (z_i - w * x_i) ** 2
    return total

for x_i, z_i in zip(x, z):
    total = (z_i - w * x_i) ** 2
return total

print(np.sum((z - w * x) ** 2))

np.sum((z - 0.2 * x) ** 2)

np.sum((x - w * z) ** 2)
""",
    "gradient": """
2 * np.sum(x * (z - w * x))

-np.sum(x * (z - w * x))

-2 * np.sum(z - w * x)

-2 * x * (z - w * x)

-2 * np.mean(x * (z - w * x))

2 * np.sum(z - w * x)

-2 * np.sum(x * (z - w * x) ** 2)

2 * S * (w - 2)

2 * np.sum(x**2) * (w - 2)

-2 * np.sum(x) * np.sum(z - w * x)

np.sum(x * (z - w * x))

for x_i, z_i in zip(x, z):
    slope = -2 * x_i * (z_i - w * x_i)
return slope
""",
    "update": """
w + learning_rate * gradient

w - gradient

w - learning_rate

learning_rate * gradient

(w - learning_rate) * gradient

w - 0.4 * gradient

w - alpha * gradient

w = w - learning_rate * gradient

w -= learning_rate * gradient
print(w)

gradient - learning_rate * w

w - learning_rate * slope

w - gradient / learning_rate
""",
    "descent": """
w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w[-1] * x))
    w.append(w[-1] + learning_rate * gradient)
return w

w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w[-1] * x))
    w.append(w[-1] - learning_rate * gradient)
return w[-1]

w, now = [], start
for _ in range(n_steps):
    now = now - learning_rate * my_gradient(now, x, z)
    w.append(now)
return w

w = [start]
for _ in range(n_steps - 1):
    w.append(my_update(w[-1], my_gradient(w[-1], x, z), learning_rate))
return w

w = [start]
for _ in range(n_steps + 1):
    w.append(my_update(w[-1], my_gradient(w[-1], x, z), learning_rate))
return w

w = [start]
gradient = -2 * np.sum(x * (z - w[-1] * x))
for _ in range(n_steps):
    w.append(w[-1] - learning_rate * gradient)
return w

w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w[-1] * x))
    w.append(my_update(w[-1], gradient, learning_rate))
    return w

w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w[-1] * x))
    w.append(w[-1] - gradient)
return w

w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w[0] * x))
    w.append(w[0] - learning_rate * gradient)
return w

w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w[-1] * x))
    w.append(-learning_rate * gradient)
return w

w = [start]
for _ in range(n_steps):
    gradient = -np.sum(x * (z - w[-1] * x))
    w.append(w[-1] - learning_rate * gradient)
return w

w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w * x))
    w.append(w - learning_rate * gradient)
return w
""",
    "stable_rate": """
1 / (2 * np.sum(x**2))

2 / np.sum(x**2)

np.sum(x**2)

1 / np.sum(x) ** 2

1 / np.mean(x**2)

1 / S

1.6

1 / np.sum(x)

1 / x**2

total = 0
for x_i in x:
    total += x_i**2
    return 1 / total

1 / np.sum(x ^ 2)

1 / np.sum(x * 2)
""",
    "one_step_rate": """
1 / 55

0.018

0.8

110

55

0.009

1 / 22

0.01

0.0090

0.4

-1 / 110

"1/110"
""",
    "repair": """
w = [start]
gradient = -2 * np.sum(x * (z - w[-1] * x))
for _ in range(n_steps):
    w.append(w[-1] + learning_rate * gradient)
return w

w = [start]
gradient = -2 * np.sum(x * (z - w[-1] * x))
for _ in range(n_steps):
    w.append(w[-1] - learning_rate * gradient)
return w

w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w[-1] * x))
    w.append(w[-1] + learning_rate * gradient)
return w

w = [start]
gradient = 2 * np.sum(x * (z - w[-1] * x))
for _ in range(n_steps):
    w.append(w[-1] + learning_rate * gradient)
return w

w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w[0] * x))
    w.append(w[-1] - learning_rate * gradient)
return w

w = [start]
for _ in range(n_steps):
    gradient = 2 * np.sum(x * (z - w[-1] * x))
    w.append(w[-1] - learning_rate * gradient)
return w

w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w[-1] * x))
    w.append(w[-1] - learning_rate * gradient)
    return w

w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w[-1] * x))
    w.append(w[-1] - gradient)
return w

w = [start]
gradient = -2 * np.sum(x * (z - w[-1] * x))
for _ in range(n_steps):
    w.append(w[-1] - gradient)
return w

w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w[-1] * x))
w.append(w[-1] - learning_rate * gradient)
return w

w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w[-1] * x))
    w.append(w[-1] - learning_rate * gradient)

w = start
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w * x))
    w = w - learning_rate * gradient
return w
""",
    "best_w": """
0.2

1

-2

5

0.5

"2"

1.5

2.1

0

1.9

4

0.625
""",
}

FURTHER = {
    "cost": """
np.sum((z - x) ** 2)

np.sum(z**2 - (w * x) ** 2)

np.sum((z - w * x) * 2)

errors = z - w * x
J = np.sum(errors**2)
return J, errors

np.sum((z - w * x) ** 2) / (2 * len(x))

np.sum(z - w * x**2)

total = 0
for i in range(len(x) - 1):
    total += (z[i] - w * x[i]) ** 2
return total

np.sum((z - w(x)) ** 2)

errors = (z - w * x) ** 2
return errors.sum

round(np.sum((z - w * x) ** 2), 3)

sum = 0
for i in range(len(x)):
    sum += (z[i] - w * x[i]) ** 2
return sum(x)
""",
    "gradient": """
-2 * np.sum(x * (w * x - z))

-2 * np.sum(x * z - w * x)

(my_cost(w + 0.001, x, z) - my_cost(w, x, z)) / 0.001

-2 * np.sum(w * (z - w * x))

np.sum((z - w * x) ** 2)

-np.mean(x * (z - w * x))

2 * x * np.sum(w * x - z)

-2 * sum(x * (z - w)) * x

-2 * math.fsum(x) * (z - w * x)
""",
    "update": """
round(w - learning_rate * gradient, 2)

w - learning_rate * abs(gradient)

learning_rate * gradient - w

w - gradient(w) * learning_rate

w - learning_rate * my_cost(w, x, z)

w * learning_rate - gradient

if gradient > 0:
    return w - learning_rate * gradient
""",
    "descent": """
w = [start]
for _ in range(n_steps):
    w[-1] = w[-1] - learning_rate * my_gradient(w[-1], x, z)
return w

w = [start]
for _ in range(n_steps):
    w.append(w[-1] - 0.4 * my_gradient(w[-1], x, z))
return w

w = [start]
for _ in range(6):
    w.append(w[-1] - learning_rate * my_gradient(w[-1], x, z))
return w

w = [start]
for _ in range(n_steps):
    w.append(round(w[-1] - learning_rate * my_gradient(w[-1], x, z), 2))
return w

w = [start]
for _ in range(n_steps):
    w.append(w[-1] - learning_rate * my_cost(w[-1], x, z))
return w

w = [0.2]
for _ in range(n_steps):
    w.append(w[-1] - learning_rate * my_gradient(w[-1], x, z))
return w

w = [start]
for _ in range(n_steps):
    w.insert(0, w[0] - learning_rate * my_gradient(w[0], x, z))
return w

w = [start]
for _ in range(n_steps):
    w.append(w[-1] - learning_rate * np.mean(-2 * x * (z - w[-1] * x)))
return w[1:]
""",
    "stable_rate": """
1 - 2 * 0.4 * np.sum(x**2)

1 / np.sqrt(np.sum(x**2))

np.sum(1 / x**2)

-1 / np.sum(x**2)

1 / max(x**2)

0.5 * np.sum(x**2)

1 / np.sum(x**2) ** 2
""",
    "one_step_rate": """
1.6

1 / 15

0.0182

1 / 225
""",
    "repair": """
w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - start * x))
    w.append(w[-1] - learning_rate * gradient)
return w

w = [start]
for _ in range(n_steps):
    gradient = -2 * np.sum(x * (z - w[-1] * x))
    w.append(w[-1] - learning_rate + gradient)
return w
""",
    "best_w": """
[2, 0]

-0.2
""",
}
