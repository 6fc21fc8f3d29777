before Counter({'named': 1057, 'pointed at': 288, 'generic': 63, 'accepted': 10}) Counter({'named': 816, 'pointed at': 42, 'generic': 24})
after Counter({'named': 1083, 'pointed at': 269, 'generic': 56, 'accepted': 10}) Counter({'named': 817, 'pointed at': 42, 'generic': 23})
keys missing [] new 81
## mutant|cost|def my_cost(w, x, z):
         errors = z - w * x
         return errors ** 2
   A named | not added up | There is one value for each point. How do they become one number?
   B named | not added up | There are several values. How do they become one number?
## mutant|cost|def my_cost(w, x, z):
         errors = z - w * x
         return np.sum(w ** 2)
   A named | w itself, and result squared | Two things at once. You have w itself, as it is given. What has to be done with it? And the second: You squared the result. Does the formula do so?
   B named | w itself, and result squared | Two things at once: you have w itself, as it is given, and you squared the result. What has to be done with it? Does the formula do so?
## mutant|cost|def my_cost(w, x, z):
         errors = z - w * x
         return np.sum(x ** 2)
   A named | w or x left out, as if it were 0, and x and z swapped | Two things at once. It comes out as if w or x were 0. Where does it come in? And the second: You have x and z in each other's place. In which order does the def line name them?
   B named | w or x left out, as if it were 0, and x and z swapped | Two things at once: it comes out as if w or x were 0, and you have x and z in each other's place. Where does it come in? In which order does the def line name them?
## mutant|gradient|def my_gradient(w, x, z):
         errors = w * x
         return -2 * np.sum(x * errors)
   A named | x instead of the error, and multiplied by w | Two things at once. You have x where the error belongs. Taking the derivative of a square lowers the power by one. And the second: Your result is multiplied by w. Does the formula do so?
   B named | z left out, as if it were 0, and sign reversed | Two things at once: it comes out as if z were 0, and the sign is reversed. Where does it come in? On which side of 0 should the result lie, and where does a minus come in?
## mutant|gradient|def my_gradient(w, x, z):
         errors = z - w * x
         return -2 * (x * errors)
   A named | not added up | There is one value for each point. How do they become one number?
   B named | not added up | There are several values. How do they become one number?
## mutant|gradient|def my_gradient(w, x, z):
         errors = z - w * x
         return -2 * np.sum(errors * errors)
   A named | the error squared, and the factor x missing | Two things at once. The error is squared. Taking the derivative of a square lowers the power by one. And the second: The factor x is missing. When w grows by 1, by how much does the prediction w·x grow?
   B named | the error squared, and the factor x missing | Two things at once: the error is squared, and the factor x is missing. Taking the derivative of a square lowers the power by one. When w grows by 1, by how much does the prediction w·x grow?
## mutant|gradient|def my_gradient(w, x, z):
         errors = z - w * x
         return -2 * np.sum(x / errors)
   A named | one over the error, and not finite | Two things at once. You have one over the error. Taking the derivative of a square lowers the power by one. And the second: On other inputs the result is not finite: is a power of e too large there?
   B named | one over the error, and not finite | Two things at once: you have one over the error, and on other inputs the result is not finite: is a power of e too large there?. Taking the derivative of a square lowers the power by one.
## mutant|gradient|def my_gradient(w, x, z):
         errors = z - w * x
         return -2 / np.sum(x * errors)
   A named | one over the factor 2, and one over the result | Two things at once. You have one over the factor 2. What is the derivative of a square? And the second: You returned one over the result. What belongs in the numerator, and what in the denominator?
   B named | one over the factor 2, and one over the result | Two things at once: you have one over the factor 2, and you returned one over the result. What is the derivative of a square? What belongs in the numerator, and what in the denominator?
## mutant|gradient|def my_gradient(w, x, z):
         errors = z - w * x
         return np.sum(x * errors)
   A named | the factor 2 missing, and sign reversed | Two things at once. The factor 2 is missing. What is the derivative of a square? And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
   B named | the factor 2 missing, and sign reversed | Two things at once: the factor 2 is missing, and the sign is reversed. What is the derivative of a square? On which side of 0 should the result lie, and where does a minus come in?
## mutant|update|def my_update(w, gradient, learning_rate):
         return learning_rate * gradient
   A named | step without w, and sign reversed | Two things at once. This is the step alone. Where are you after it? And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
   B named | step without w, and sign reversed | Two things at once: this is the step alone, and the sign is reversed. Where are you after it? On which side of 0 should the result lie, and where does a minus come in?
## mutant|descent|def my_descent(x, z, start, learning_rate, n_steps):
         w = [start]
         for _ in range(n_steps):
             gradient = -2 * np.sum(x * (w[-1] * x))
             w.append(my_update(w[-1], gradient, learning_rate))
         return w
   A named | wrong direction, and z left out, as if it were 0 | Two things at once. Each step goes uphill, so w moves away from the bottom. Look at two signs: that of the slope, and that in the update. And the second: It comes out as if z were 0. Where does it come in?
   B named | wrong direction, and z left out, as if it were 0 | Two things at once: each step goes uphill, so w moves away from the bottom, and it comes out as if z were 0. Look at two signs: that of the slope, and that in the update. Where does it come in?
## mutant|descent|def my_descent(x, z, start, learning_rate, n_steps):
         w = [start]
         for _ in range(n_steps):
             gradient = -2 * np.sum(x * (z - w[-1] * x))
             w.append(my_update(w[-1], gradient, learning_rate))
         return learning_rate
   A named | learning_rate instead of start, and only the first entry | Two things at once. You have learning_rate where start belongs. Which of them is wanted there? And the second: You returned the first entry alone. Where do the others come from?
   B named | learning_rate instead of start, and only the first entry | Two things at once: you have learning_rate where start belongs, and you returned the first entry alone. Which of them is wanted there? Where do the others come from?
## mutant|descent|def my_descent(x, z, start, learning_rate, n_steps):
         w = [start]
         for _ in range(n_steps):
             gradient = -2 * np.sum(x * (z - w[-1] * x))
             w.append(my_update(w[-1], gradient, learning_rate))
         return n_steps
   A named | n_steps instead of start, and only the first entry | Two things at once. You have n_steps where start belongs. Which of them is wanted there? And the second: You returned the first entry alone. Where do the others come from?
   B named | n_steps instead of start, and only the first entry | Two things at once: you have n_steps where start belongs, and you returned the first entry alone. Which of them is wanted there? Where do the others come from?
## mutant|descent|def my_descent(x, z, start, learning_rate, n_steps):
         w = [start]
         for _ in range(n_steps):
             gradient = -2 * np.sum(x * (z - w[-1] * x))
             w.append(my_update(w[-1], start, learning_rate))
         return w
   A pointed at | None | gradient is computed, but never used. The first entry is right. Entry 2 is the first that differs.
   B named | update: start instead of gradient | Look at the step from one w to the next. You have start where gradient belongs. Which of them is wanted there?
## mutant|stable_rate|def my_critical_learning_rate(x):
         return 1 / np.sum(x * 2)
   A named | x not squared, and factor 2 missing | Two things at once. You added up the x themselves. Each x enters the slope twice: once from the model, once from the chain rule. And the second: A factor 2 is missing, or there is a ½ too many. Where should it come from?
   B named | x not squared, and factor 2 missing | Two things at once: you added up the x themselves, and a factor 2 is missing, or there is a ½ too many. Each x enters the slope twice: once from the model, once from the chain rule. Where should it come from?
## mutant|repair|def repaired_descent(x, z, start, learning_rate, n_steps):
         w = [start]
         for _ in range(n_steps):
             gradient = -2 * np.sum(x * (w[-1] * x))
             w.append(w[-1] - learning_rate * gradient)
         return w
   A named | wrong direction, and z left out, as if it were 0 | Two things at once. The slope is now taken at every w, but w still moves away from the bottom. Look at the update. And the second: It comes out as if z were 0. Where does it come in?
   B named | wrong direction, and z left out, as if it were 0 | Two things at once: the slope is now taken at every w, but w still moves away from the bottom, and it comes out as if z were 0. Look at the update. Where does it come in?
## mutant|repair|def repaired_descent(x, z, start, learning_rate, n_steps):
         w = [start]
         for _ in range(n_steps):
             gradient = -2 * np.sum(x * (z - w[-1] * x))
             w.append(w[-1] - learning_rate * gradient)
         return learning_rate
   A named | learning_rate instead of start, and only the first entry | Two things at once. You have learning_rate where start belongs. Which of them is wanted there? And the second: You returned the first entry alone. Where do the others come from?
   B named | learning_rate instead of start, and only the first entry | Two things at once: you have learning_rate where start belongs, and you returned the first entry alone. Which of them is wanted there? Where do the others come from?
## mutant|repair|def repaired_descent(x, z, start, learning_rate, n_steps):
         w = [start]
         for _ in range(n_steps):
             gradient = -2 * np.sum(x * (z - w[-1] * x))
             w.append(w[-1] - learning_rate * gradient)
         return n_steps
   A named | n_steps instead of start, and only the first entry | Two things at once. You have n_steps where start belongs. Which of them is wanted there? And the second: You returned the first entry alone. Where do the others come from?
   B named | n_steps instead of start, and only the first entry | Two things at once: you have n_steps where start belongs, and you returned the first entry alone. Which of them is wanted there? Where do the others come from?
## mutant|repair|def repaired_descent(x, z, start, learning_rate, n_steps):
         w = [start]
         for _ in range(n_steps):
             gradient = -2 * np.sum(x * (z - w[-1] * x))
             w.append(w[-1] - learning_rate * start)
         return w
   A pointed at | None | gradient is computed, but never used. The first entry is right. Entry 2 is the first that differs.
   B named | update: start instead of gradient | Look at the step from one w to the next. You have start where gradient belongs. Which of them is wanted there?
## mutant|forward|def my_forward(w1, b1, w2, b2, x):
         z1 = w1 * x + b1
         a1 = sigma(b1)
         z2 = w2 * a1 + b2
         a2 = sigma(z2)
         return [z1, a1, z2, a2]
   A named | w1 or x left out, as if it were 0 | Right already: z₁. Now look at a₁. It comes out as if w1 or x were 0. Where does it come in?
   B named | sigmoid: b1 instead of z | Right already: z₁. Now look at a₁. Look at the first neuron. You have b1 where z belongs. Which of them is wanted there?
## mutant|forward|def my_forward(w1, b1, w2, b2, x):
         z1 = w1 * x + b1
         a1 = sigma(b2)
         z2 = w2 * a1 + b2
         a2 = sigma(z2)
         return [z1, a1, z2, a2]
   A pointed at | None | Right already: z₁. Now look at a₁.
   B named | sigmoid: b2 instead of z | Right already: z₁. Now look at a₁. Look at the first neuron. You have b2 where z belongs. Which of them is wanted there?
## mutant|forward|def my_forward(w1, b1, w2, b2, x):
         z1 = w1 * x + b1
         a1 = sigma(w1)
         z2 = w2 * a1 + b2
         a2 = sigma(z2)
         return [z1, a1, z2, a2]
   A pointed at | None | Right already: z₁. Now look at a₁.
   B named | sigmoid: w1 instead of z | Right already: z₁. Now look at a₁. Look at the first neuron. You have w1 where z belongs. Which of them is wanted there?
## mutant|forward|def my_forward(w1, b1, w2, b2, x):
         z1 = w1 * x + b1
         a1 = sigma(w2)
         z2 = w2 * a1 + b2
         a2 = sigma(z2)
         return [z1, a1, z2, a2]
   A pointed at | None | Right already: z₁. Now look at a₁.
   B named | sigmoid: w2 instead of z | Right already: z₁. Now look at a₁. Look at the first neuron. You have w2 where z belongs. Which of them is wanted there?
## mutant|forward|def my_forward(w1, b1, w2, b2, x):
         z1 = w1 * x + b1
         a1 = sigma(x)
         z2 = w2 * a1 + b2
         a2 = sigma(z2)
         return [z1, a1, z2, a2]
   A pointed at | None | Right already: z₁. Now look at a₁.
   B named | sigmoid: x instead of z | Right already: z₁. Now look at a₁. Look at the first neuron. You have x where z belongs. Which of them is wanted there?
## mutant|forward|def my_forward(w1, b1, w2, b2, x):
         z1 = w1 * x + b1
         a1 = sigma(z1)
         z2 = w2 * a1 + b2
         a2 = sigma(b1)
         return [z1, a1, z2, a2]
   A pointed at | None | Right already: z₁, a₁, z₂. Now look at a₂.
   B named | sigmoid: b1 instead of z | Right already: z₁, a₁, z₂. Now look at a₂. Look at the second neuron. You have b1 where z belongs. Which of them is wanted there?
## mutant|forward|def my_forward(w1, b1, w2, b2, x):
         z1 = w1 * x + b1
         a1 = sigma(z1)
         z2 = w2 * a1 + b2
         a2 = sigma(b2)
         return [z1, a1, z2, a2]
   A named | w2 left out, as if it were 0 | Right already: z₁, a₁, z₂. Now look at a₂. It comes out as if w2 were 0. Where does it come in?
   B named | sigmoid: b2 instead of z | Right already: z₁, a₁, z₂. Now look at a₂. Look at the second neuron. You have b2 where z belongs. Which of them is wanted there?
## mutant|forward|def my_forward(w1, b1, w2, b2, x):
         z1 = w1 * x + b1
         a1 = sigma(z1)
         z2 = w2 * a1 + b2
         a2 = sigma(w1)
         return [z1, a1, z2, a2]
   A pointed at | None | Right already: z₁, a₁, z₂. Now look at a₂.
   B named | sigmoid: w1 instead of z | Right already: z₁, a₁, z₂. Now look at a₂. Look at the second neuron. You have w1 where z belongs. Which of them is wanted there?
## mutant|forward|def my_forward(w1, b1, w2, b2, x):
         z1 = w1 * x + b1
         a1 = sigma(z1)
         z2 = w2 * a1 + b2
         a2 = sigma(w2)
         return [z1, a1, z2, a2]
   A pointed at | None | Right already: z₁, a₁, z₂. Now look at a₂.
   B named | sigmoid: w2 instead of z | Right already: z₁, a₁, z₂. Now look at a₂. Look at the second neuron. You have w2 where z belongs. Which of them is wanted there?
## mutant|forward|def my_forward(w1, b1, w2, b2, x):
         z1 = w1 * x + b1
         a1 = sigma(z1)
         z2 = w2 * a1 + b2
         a2 = sigma(x)
         return [z1, a1, z2, a2]
   A pointed at | None | Right already: z₁, a₁, z₂. Now look at a₂.
   B named | sigmoid: x instead of z | Right already: z₁, a₁, z₂. Now look at a₂. Look at the second neuron. You have x where z belongs. Which of them is wanted there?
## mutant|forward|def my_forward(w1, b1, w2, b2, x):
         z1 = w1 * x + b1
         a1 = sigma(z1)
         z2 = w2 * w1 + b2
         a2 = sigma(z2)
         return [z1, a1, z2, a2]
   A named | x fed on, and w1 and x swapped | Two things at once. You gave x to the second neuron too. What arrives there has passed the first neuron. And the second: You have w1 and x in each other's place. In which order does the def line name them?
   B named | x fed on, and w1 and x swapped | Two things at once: you gave x to the second neuron too, and you have w1 and x in each other's place. What arrives there has passed the first neuron. In which order does the def line name them?
## mutant|error_slope|def my_error_slope(a2, T):
         return -a2
   A named | a2 itself, and sign reversed | Two things at once. You have a2 itself, as it is given. What has to be done with it? And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
   B named | a2 itself, and sign reversed | Two things at once: you have a2 itself, as it is given, and the sign is reversed. What has to be done with it? On which side of 0 should the result lie, and where does a minus come in?
## mutant|gradients|def my_gradients(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * T + b1)
         a2 = sigma(w2 * a1 + b2)
         delta2 = -(T - a2) * a2 * (1 - a2)
         delta1 = delta2 * w2 * a1 * (1 - a1)
         return [delta1 * x, delta1, delta2 * a1, delta2]
   A generic | None | The numbers differ.
   B named | forward: T instead of x | Look at the forward pass. You have T where x belongs. Which of them is wanted there?
## mutant|gradients|def my_gradients(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(T * a1 + b2)
         delta2 = -(T - a2) * a2 * (1 - a2)
         delta1 = delta2 * w2 * a1 * (1 - a1)
         return [delta1 * x, delta1, delta2 * a1, delta2]
   A pointed at | None | On each input all entries are off by one and the same factor. Look at what they have in common.
   B named | forward: T instead of w2 | Look at the forward pass. You have T where w2 belongs. Which of them is wanted there?
## mutant|gradients|def my_gradients(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         delta2 = -(T - a2) * T * (1 - a2)
         delta1 = delta2 * w2 * a1 * (1 - a1)
         return [delta1 * x, delta1, delta2 * a1, delta2]
   A named | sigmoid_slope: a forgotten, and multiplied by T | Two things at once. Look at the second neuron. You multiplied by 1 − a alone. The slope of the sigmoid, σ′(z), is a(1 − a). And the second: Your result is multiplied by T. Does the formula do so?
   B named | sigmoid_slope: a forgotten, and multiplied by T | Two things at once: as to the second neuron, you multiplied by 1 − a alone, and your result is multiplied by T. The slope of the sigmoid, σ′(z), is a(1 − a). Does the formula do so?
## mutant|gradients|def my_gradients(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         delta2 = -(T - a2) * b1 * (1 - a2)
         delta1 = delta2 * w2 * a1 * (1 - a1)
         return [delta1 * x, delta1, delta2 * a1, delta2]
   A named | sigmoid_slope: a forgotten, and multiplied by b1 | Two things at once. Look at the second neuron. You multiplied by 1 − a alone. The slope of the sigmoid, σ′(z), is a(1 − a). And the second: Your result is multiplied by b1. Does the formula do so?
   B named | sigmoid_slope: a forgotten, and multiplied by b1 | Two things at once: as to the second neuron, you multiplied by 1 − a alone, and your result is multiplied by b1. The slope of the sigmoid, σ′(z), is a(1 − a). Does the formula do so?
## mutant|gradients|def my_gradients(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         delta2 = -(T - a2) * b2 * (1 - a2)
         delta1 = delta2 * w2 * a1 * (1 - a1)
         return [delta1 * x, delta1, delta2 * a1, delta2]
   A named | sigmoid_slope: a forgotten, and multiplied by b2 | Two things at once. Look at the second neuron. You multiplied by 1 − a alone. The slope of the sigmoid, σ′(z), is a(1 − a). And the second: Your result is multiplied by b2. Does the formula do so?
   B named | sigmoid_slope: a forgotten, and multiplied by b2 | Two things at once: as to the second neuron, you multiplied by 1 − a alone, and your result is multiplied by b2. The slope of the sigmoid, σ′(z), is a(1 − a). Does the formula do so?
## mutant|gradients|def my_gradients(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         delta2 = -(T - a2) * w1 * (1 - a2)
         delta1 = delta2 * w2 * a1 * (1 - a1)
         return [delta1 * x, delta1, delta2 * a1, delta2]
   A named | sigmoid_slope: a forgotten, and multiplied by w1 | Two things at once. Look at the second neuron. You multiplied by 1 − a alone. The slope of the sigmoid, σ′(z), is a(1 − a). And the second: Your result is multiplied by w1. Does the formula do so?
   B named | sigmoid_slope: a forgotten, and multiplied by w1 | Two things at once: as to the second neuron, you multiplied by 1 − a alone, and your result is multiplied by w1. The slope of the sigmoid, σ′(z), is a(1 − a). Does the formula do so?
## mutant|gradients|def my_gradients(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         delta2 = -(T - a2) * w2 * (1 - a2)
         delta1 = delta2 * w2 * a1 * (1 - a1)
         return [delta1 * x, delta1, delta2 * a1, delta2]
   A named | sigmoid_slope: a forgotten, and multiplied by w2 | Two things at once. Look at the second neuron. You multiplied by 1 − a alone. The slope of the sigmoid, σ′(z), is a(1 − a). And the second: Your result is multiplied by w2. Does the formula do so?
   B named | sigmoid_slope: a forgotten, and multiplied by w2 | Two things at once: as to the second neuron, you multiplied by 1 − a alone, and your result is multiplied by w2. The slope of the sigmoid, σ′(z), is a(1 − a). Does the formula do so?
## mutant|gradients|def my_gradients(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         delta2 = -(T - a2) * x * (1 - a2)
         delta1 = delta2 * w2 * a1 * (1 - a1)
         return [delta1 * x, delta1, delta2 * a1, delta2]
   A named | sigmoid_slope: a forgotten, and multiplied by x | Two things at once. Look at the second neuron. You multiplied by 1 − a alone. The slope of the sigmoid, σ′(z), is a(1 − a). And the second: Your result is multiplied by x. Does the formula do so?
   B named | sigmoid_slope: a forgotten, and multiplied by x | Two things at once: as to the second neuron, you multiplied by 1 − a alone, and your result is multiplied by x. The slope of the sigmoid, σ′(z), is a(1 − a). Does the formula do so?
## mutant|gradients|def my_gradients(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         delta2 = -(T - b1) * a2 * (1 - a2)
         delta1 = delta2 * w2 * a1 * (1 - a1)
         return [delta1 * x, delta1, delta2 * a1, delta2]
   A pointed at | None | On each input all entries are off by one and the same factor. Look at what they have in common.
   B named | error_slope: b1 instead of a2 | Look at ∂E/∂a₂. You have b1 where a2 belongs. Which of them is wanted there?
## mutant|gradients|def my_gradients(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         delta2 = -(T - b2) * a2 * (1 - a2)
         delta1 = delta2 * w2 * a1 * (1 - a1)
         return [delta1 * x, delta1, delta2 * a1, delta2]
   A pointed at | None | On each input all entries are off by one and the same factor. Look at what they have in common.
   B named | error_slope: b2 instead of a2 | Look at ∂E/∂a₂. You have b2 where a2 belongs. Which of them is wanted there?
## mutant|gradients|def my_gradients(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         delta2 = -(T - w1) * a2 * (1 - a2)
         delta1 = delta2 * w2 * a1 * (1 - a1)
         return [delta1 * x, delta1, delta2 * a1, delta2]
   A pointed at | None | On each input all entries are off by one and the same factor. Look at what they have in common.
   B named | error_slope: w1 instead of a2 | Look at ∂E/∂a₂. You have w1 where a2 belongs. Which of them is wanted there?
## mutant|gradients|def my_gradients(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         delta2 = -(T - w2) * a2 * (1 - a2)
         delta1 = delta2 * w2 * a1 * (1 - a1)
         return [delta1 * x, delta1, delta2 * a1, delta2]
   A pointed at | None | On each input all entries are off by one and the same factor. Look at what they have in common.
   B named | error_slope: w2 instead of a2 | Look at ∂E/∂a₂. You have w2 where a2 belongs. Which of them is wanted there?
## mutant|gradients|def my_gradients(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         delta2 = -(T - x) * a2 * (1 - a2)
         delta1 = delta2 * w2 * a1 * (1 - a1)
         return [delta1 * x, delta1, delta2 * a1, delta2]
   A pointed at | None | On each input all entries are off by one and the same factor. Look at what they have in common.
   B named | error_slope: x instead of a2 | Look at ∂E/∂a₂. You have x where a2 belongs. Which of them is wanted there?
## mutant|gradients|def my_gradients(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         delta2 = -a2 * a2 * (1 - a2)
         delta1 = delta2 * w2 * a1 * (1 - a1)
         return [delta1 * x, delta1, delta2 * a1, delta2]
   A named | T left out, as if it were 0, and sign reversed | Two things at once. It comes out as if T were 0. Where does it come in? And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
   B named | T left out, as if it were 0, and sign reversed | Two things at once: it comes out as if T were 0, and the sign is reversed. Where does it come in? On which side of 0 should the result lie, and where does a minus come in?
## mutant|one_step|def my_step(w1, b1, w2, b2, x, T, learning_rate):
         old = np.array([w1, b1, w2, b2])
         gradient = np.array(my_gradients(learning_rate, b1, w2, b2, x, T))
         return old - learning_rate * gradient
   A pointed at | None | Of the 4 entries 1 is right. The first differs already.
   B named | gradients: learning_rate instead of w1 | The step itself is right, but a gradient is not. You have learning_rate where w1 belongs. Which of them is wanted there?
## mutant|one_step|def my_step(w1, b1, w2, b2, x, T, learning_rate):
         old = np.array([w1, b1, w2, b2])
         gradient = np.array(my_gradients(w1, b1, learning_rate, b2, x, T))
         return old - learning_rate * gradient
   A generic | None | The numbers differ.
   B named | gradients: learning_rate instead of w2 | The step itself is right, but a gradient is not. You have learning_rate where w2 belongs. Which of them is wanted there?
## mutant|one_step|def my_step(w1, b1, w2, b2, x, T, learning_rate):
         old = np.array([w1, b1, w2, b2])
         gradient = np.array(my_gradients(w1, b1, w2, b2, x, T))
         return learning_rate * gradient
   A named | gradient instead of the update, and multiplied by learning_rate | Two things at once. This is the gradient. Backpropagation ends there: it says how the error changes, and changes no parameter. And the second: Your result is multiplied by learning_rate. Does the formula do so?
   B named | step without the old value, and sign reversed | Two things at once: this is the step, and the sign is reversed. The new value is wanted: where you are after it. On which side of 0 should the result lie, and where does a minus come in?
## mutant|one_step|def my_step(w1, b1, w2, b2, x, T, learning_rate):
         old = np.array([w1, b1, w2, b2])
         gradient = np.array(my_gradients(w1, b1, w2, learning_rate, x, T))
         return old - learning_rate * gradient
   A pointed at | None | It is right on 1 of 4 inputs, those with b1 below 0, but not on this one:
   B named | gradients: learning_rate instead of b2 | The step itself is right, but a gradient is not. You have learning_rate where b2 belongs. Which of them is wanted there?
## mutant|one_step|def my_step(w1, b1, w2, b2, x, T, learning_rate):
         old = np.array([w1, b1, w2, b2])
         gradient = np.array(my_gradients(w1, learning_rate, w2, b2, x, T))
         return old - learning_rate * gradient
   A pointed at | None | It is right on 1 of 4 inputs, but not on this one:
   B named | gradients: learning_rate instead of b1 | The step itself is right, but a gradient is not. You have learning_rate where b1 belongs. Which of them is wanted there?
## mutant|measured|def my_measured_slope(E_plus, E_minus, epsilon):
         return 2 * epsilon
   A named | epsilon itself, and factor 2 too many | Two things at once. You have epsilon itself, as it is given. What has to be done with it? And the second: There is a factor 2 too many, or a ½ missing. Where does it come from?
   B named | epsilon itself, and factor 2 too many | Two things at once: you have epsilon itself, as it is given, and there is a factor 2 too many, or a ½ missing. What has to be done with it? Where does it come from?
## mutant|measured|def my_measured_slope(E_plus, E_minus, epsilon):
         return E_minus / (2 * epsilon)
   A named | E_plus left out, as if it were 0, and sign reversed | Two things at once. It comes out as if E_plus were 0. Where does it come in? And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
   B named | E_plus left out, as if it were 0, and sign reversed | Two things at once: it comes out as if E_plus were 0, and the sign is reversed. Where does it come in? On which side of 0 should the result lie, and where does a minus come in?
## mutant|mean_gradient|def my_mean_gradient(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         return -(T - a2) * a2 * (1 - a2)
   A named | mean not taken | There is one value for each point, and their mean is wanted.
   B named | mean not taken | There are several values, and their mean is wanted.
## mutant|mean_gradient|def my_mean_gradient(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         return np.mean(-(T - a2) * b1 * (1 - a2))
   A named | sigmoid_slope: a forgotten, and multiplied by b1 | Two things at once. Look at σ′(z₂) of each sample. You multiplied by 1 − a alone. The slope of the sigmoid, σ′(z), is a(1 − a). And the second: Your result is multiplied by b1. Does the formula do so?
   B named | sigmoid_slope: a forgotten, and multiplied by b1 | Two things at once: as to σ′(z₂) of each sample, you multiplied by 1 − a alone, and your result is multiplied by b1. The slope of the sigmoid, σ′(z), is a(1 − a). Does the formula do so?
## mutant|mean_gradient|def my_mean_gradient(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         return np.mean(-(T - a2) * b2 * (1 - a2))
   A named | sigmoid_slope: a forgotten, and multiplied by b2 | Two things at once. Look at σ′(z₂) of each sample. You multiplied by 1 − a alone. The slope of the sigmoid, σ′(z), is a(1 − a). And the second: Your result is multiplied by b2. Does the formula do so?
   B named | sigmoid_slope: a forgotten, and multiplied by b2 | Two things at once: as to σ′(z₂) of each sample, you multiplied by 1 − a alone, and your result is multiplied by b2. The slope of the sigmoid, σ′(z), is a(1 − a). Does the formula do so?
## mutant|mean_gradient|def my_mean_gradient(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         return np.mean(-(T - a2) * w1 * (1 - a2))
   A named | sigmoid_slope: a forgotten, and multiplied by w1 | Two things at once. Look at σ′(z₂) of each sample. You multiplied by 1 − a alone. The slope of the sigmoid, σ′(z), is a(1 − a). And the second: Your result is multiplied by w1. Does the formula do so?
   B named | sigmoid_slope: a forgotten, and multiplied by w1 | Two things at once: as to σ′(z₂) of each sample, you multiplied by 1 − a alone, and your result is multiplied by w1. The slope of the sigmoid, σ′(z), is a(1 − a). Does the formula do so?
## mutant|mean_gradient|def my_mean_gradient(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         return np.mean(-(T - a2) * w2 * (1 - a2))
   A named | sigmoid_slope: a forgotten, and multiplied by w2 | Two things at once. Look at σ′(z₂) of each sample. You multiplied by 1 − a alone. The slope of the sigmoid, σ′(z), is a(1 − a). And the second: Your result is multiplied by w2. Does the formula do so?
   B named | sigmoid_slope: a forgotten, and multiplied by w2 | Two things at once: as to σ′(z₂) of each sample, you multiplied by 1 − a alone, and your result is multiplied by w2. The slope of the sigmoid, σ′(z), is a(1 − a). Does the formula do so?
## mutant|mean_gradient|def my_mean_gradient(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         return np.mean(-(T - b1) * a2 * (1 - a2))
   A generic | None | The numbers differ.
   B named | error_slope: b1 instead of a2 | Look at ∂E/∂a₂ of each sample. You have b1 where a2 belongs. Which of them is wanted there?
## mutant|mean_gradient|def my_mean_gradient(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         return np.mean(-(T - b2) * a2 * (1 - a2))
   A generic | None | The numbers differ.
   B named | error_slope: b2 instead of a2 | Look at ∂E/∂a₂ of each sample. You have b2 where a2 belongs. Which of them is wanted there?
## mutant|mean_gradient|def my_mean_gradient(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         return np.mean(-(T - w1) * a2 * (1 - a2))
   A generic | None | The numbers differ.
   B named | error_slope: w1 instead of a2 | Look at ∂E/∂a₂ of each sample. You have w1 where a2 belongs. Which of them is wanted there?
## mutant|mean_gradient|def my_mean_gradient(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         return np.mean(-(T - w2) * a2 * (1 - a2))
   A generic | None | The numbers differ.
   B named | error_slope: w2 instead of a2 | Look at ∂E/∂a₂ of each sample. You have w2 where a2 belongs. Which of them is wanted there?
## mutant|mean_gradient|def my_mean_gradient(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         return np.mean(-(T - x) * a2 * (1 - a2))
   A generic | None | The numbers differ.
   B named | error_slope: x instead of a2 | Look at ∂E/∂a₂ of each sample. You have x where a2 belongs. Which of them is wanted there?
## mutant|mean_gradient|def my_mean_gradient(w1, b1, w2, b2, x, T):
         a1 = sigma(w1 * x + b1)
         a2 = sigma(w2 * a1 + b2)
         return np.mean(-a2 * a2 * (1 - a2))
   A named | T left out, as if it were 0, and sign reversed | Two things at once. It comes out as if T were 0. Where does it come in? And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
   B named | T left out, as if it were 0, and sign reversed | Two things at once: it comes out as if T were 0, and the sign is reversed. Where does it come in? On which side of 0 should the result lie, and where does a minus come in?
## mutant|sigmoid_slope|def my_sigmoid_slope(z):
         a = 1 / (1 + np.exp(-z))
         return a * (2 - a)
   A named | slope of tanh, and z with the other sign | Two things at once. Your result is 1 − a². That is how tanh gets its slope from its output. Which formula belongs to the sigmoid? And the second: The sign of z is reversed. Look at it once more.
   B named | slope of tanh, and z with the other sign | Two things at once: your result is 1 − a², and the sign of z is reversed. That is how tanh gets its slope from its output. Which formula belongs to the sigmoid? Look at it once more.
## mutant|sigmoid_slope|def my_sigmoid_slope(z):
         a = 1 / (1 + np.exp(-z))
         return a * a
   A named | inner derivative forgotten, and sign reversed | Two things at once. You took the derivative of 1/u. But u is 1 + e^−z: what is its own derivative? And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
   B named | inner derivative forgotten, and sign reversed | Two things at once: you took the derivative of 1/u, and the sign is reversed. But u is 1 + e^−z: what is its own derivative? On which side of 0 should the result lie, and where does a minus come in?
## mutant|arriving|def my_arriving(w, z):
         gradient = [my_sigmoid_slope(z[-1])]
         for z_l in z[-2::-1]:
             gradient.insert(0, gradient[0] * my_factor(w, z_l))
         return z_l
   A named | z itself, and only the first entry | Two things at once. You have z itself, as it is given. What has to be done with it? And the second: You returned the first entry alone. Where do the others come from?
   B named | z itself, and only the first entry | Two things at once: you have z itself, as it is given, and you returned the first entry alone. What has to be done with it? Where do the others come from?
## mutant|arriving|def my_arriving(w, z):
         gradient = [my_sigmoid_slope(z[-1])]
         for z_l in z[-2::-1]:
             gradient.insert(0, gradient[0])
         return gradient
   A named | added up, and w left out, as if it were 0 | Two things at once. You added the factors up, but layers that follow each other multiply. And the second: It comes out as if w were 0. Where does it come in?
   B named | added up, and w left out, as if it were 0 | Two things at once: you added the factors up, but layers that follow each other multiply, and it comes out as if w were 0.  Where does it come in?
## mutant|arriving|def my_arriving(w, z):
         gradient = [my_sigmoid_slope(z[-2])]
         for z_l in z[-2::-1]:
             gradient.insert(0, gradient[0] * my_factor(w, z_l))
         return gradient
   A named | last layer passed twice, and last term left out | Two things at once. Your list has one number too many: its end passes the last layer twice. Where does the way back go on, once ∂a_n/∂z_n is there? And the second: The last term is left out. Where does your loop end?
   B named | last layer passed twice, and last term left out | Two things at once: your list has one number too many: its end passes the last layer twice, and the last term is left out. Where does the way back go on, once ∂a_n/∂z_n is there? Where does your loop end?
## mutant|per_layer|def my_gain(gradients):
         return (gradients[0] / gradients[-2]) ** (1 / (len(gradients) - 1))
   A named | L instead of L − 1, and last term left out | Two things at once. Your root counts the layers. How many steps are there from the last layer to the first? And the second: The last term is left out. Where does your loop end?
   B named | L instead of L − 1, and last term left out | Two things at once: your root counts the layers, and the last term is left out. How many steps are there from the last layer to the first? Where does your loop end?
## mutant|per_layer|def my_gain(gradients):
         return (gradients[1] / gradients[-1]) ** (1 / (len(gradients) - 1))
   A named | L instead of L − 1, and first term left out | Two things at once. Your root counts the layers. How many steps are there from the last layer to the first? And the second: The first term is left out. Where does your loop begin?
   B named | L instead of L − 1, and first term left out | Two things at once: your root counts the layers, and the first term is left out. How many steps are there from the last layer to the first? Where does your loop begin?
## mutant|per_layer|def my_gain(gradients):
         return 1 / (len(gradients) - 1)
   A named | divided instead of the root, and gradients left out, as if it were 1 | Two things at once. You divided by the number of steps. Factors multiply, so it takes a root. (In Python q ** 1 / n is q divided by n: the power comes first.) And the second: It comes out as if gradients were 1. Where does it come in?
   B named | divided instead of the root, and gradients left out, as if it were 1 | Two things at once: you divided by the number of steps, and it comes out as if gradients were 1. Factors multiply, so it takes a root. (In Python q ** 1 / n is q divided by n: the power comes first.) Where does it come in?
## mutant|per_layer|def my_gain(gradients):
         return gradients[-1] ** (1 / (len(gradients) - 1))
   A named | the first gradient missing, and one over the result | Two things at once. The first gradient is missing. At which layer does the way back end? And the second: You returned one over the result. What belongs in the numerator, and what in the denominator?
   B named | the first gradient missing, and one over the result | Two things at once: the first gradient is missing, and you returned one over the result. At which layer does the way back end? What belongs in the numerator, and what in the denominator?
## mutant|he_std|def my_he_std(n_in):
         return np.sqrt(n_in)
   A named | Xavier's, and one over the result | Two things at once. This is Xavier's start, for neurons that pass everything on. ReLU sets about half of it to 0. And the second: You returned one over the result. What belongs in the numerator, and what in the denominator?
   B named | Xavier's, and one over the result | Two things at once: this is Xavier's start, for neurons that pass everything on, and you returned one over the result. ReLU sets about half of it to 0. What belongs in the numerator, and what in the denominator?
## mutant|tanh_slope|def my_tanh_slope(z):
         return (1 - np.tanh(z)) ** 2
   A named | square forgotten, and result squared | Two things at once. Your result is 1 − tanh z. For negative z that is above 1, although tanh is flat far from 0 on both sides. What is missing? And the second: You squared the result. Does the formula do so?
   B named | square forgotten, and result squared | Two things at once: your result is 1 − tanh z, and you squared the result. For negative z that is above 1, although tanh is flat far from 0 on both sides. What is missing? Does the formula do so?
## mutant|leaky_slope|def my_leaky_relu_slope(z, slope):
         return 2 if z > 0 else slope
   A named | half of slope, and factor 2 too many | Two things at once. You have half of slope. Is a 2 missing? And the second: There is a factor 2 too many, or a ½ missing. Where does it come from?
   B named | half of slope, and factor 2 too many | Two things at once: you have half of slope, and there is a factor 2 too many, or a ½ missing. Is a 2 missing? Where does it come from?
## mutant|softmax|def my_softmax(z):
         e = np.exp(np.max(z) - z)
         return e / e.sum()
   A named | z with the other sign, and not finite | Two things at once. The sign of z is reversed. Look at it once more. And the second: On other inputs the result is not finite: is a power of e too large there?
   B named | z with the other sign, and not finite | Two things at once: the sign of z is reversed, and on other inputs the result is not finite: is a power of e too large there?. Look at it once more.
## mutant|softmax|def my_softmax(z):
         e = np.exp(np.max(z))
         return e / e.sum()
   A named | added up, and overflow | Two things at once. You added the entries up. Each of them is wanted. And the second: It is correct for ordinary scores, because it is the formula as written. But e^1000 is too large for a float, and e^−1000 so small that it becomes 0. What can you do to all scores without changing the probabilities? If you shifted them: by how much, and in which direction?
   B named | added up, and overflow | Two things at once: you added the entries up, and it is correct for ordinary scores, because it is the formula as written. Each of them is wanted. But e^1000 is too large for a float, and e^−1000 so small that it becomes 0. What can you do to all scores without changing the probabilities? If you shifted them: by how much, and in which direction?
## mutant|softmax|def my_softmax(z):
         e = np.exp(z - np.max(z))
         return e.sum()
   A named | maximum subtracted, not divided, and added up | Two things at once. You subtracted the largest score, so no e^z overflows. Probabilities add up to 1: what is missing? And the second: You added the entries up. Each of them is wanted.
   B named | maximum subtracted, not divided, and added up | Two things at once: you subtracted the largest score, so no e^z overflows, and you added the entries up. Probabilities add up to 1: what is missing? Each of them is wanted.
## mutant|collapse_bias|def my_collapse_bias(w1, b1, w2, b2):
         return w2 + b2
   A named | b₁ + b₂, and b1 and w2 swapped | Two things at once. This is a list, b1 with b2 added to each. But b1 still has to pass the second layer, which turns it into one number. And the second: You have b1 and w2 in each other's place. In which order does the def line name them?
   B named | b₁ + b₂, and b1 and w2 swapped | Two things at once: this is a list, b1 with b2 added to each, and you have b1 and w2 in each other's place. But b1 still has to pass the second layer, which turns it into one number. In which order does the def line name them?
## mutant|training_loop|def my_training(w, gradient, orders, batch_size, learning_rate):
         for order in orders:
             for first in range(0, len(order), batch_size):
                 batch = order[first:first + batch_size]
                 w = w - learning_rate * gradient(w, batch)
         return learning_rate
   A named | w as it was, and learning_rate and w swapped | Two things at once. This is w as it was at the start. Which name holds what your loop computes? And the second: You have learning_rate and w in each other's place. In which order does the def line name them?
   B named | w as it was, and learning_rate and w swapped | Two things at once: this is w as it was at the start, and you have learning_rate and w in each other's place. Which name holds what your loop computes? In which order does the def line name them?
## mutant|accuracy|def my_accuracy(a, target):
         return (a >= 0.5) == target
   A named | mean not taken | There is one value for each point, and their mean is wanted.
   B named | mean not taken | There are several values, and their mean is wanted.
## mutant|output_delta|def my_output_delta(z, target):
         e = np.exp(np.max(z, axis=1, keepdims=True))
         p = e / np.sum(e, axis=1, keepdims=True)
         return (p - target) / len(z)
   A named | the share missing, and overflow | Two things at once. The share is missing. What does softmax make of the scores first? And the second: For scores like 1000 or −1000 you get NaN: e^1000 is too large for a float, and e^−1000 becomes 0. Subtract the largest score of each row first, which changes no share.
   B named | the share missing, and overflow | Two things at once: the share is missing, and for scores like 1000 or −1000 you get NaN: e^1000 is too large for a float, and e^−1000 becomes 0. What does softmax make of the scores first? Subtract the largest score of each row first, which changes no share.
## mutant|output_delta|def my_output_delta(z, target):
         e = np.exp(target - np.max(z, axis=1, keepdims=True))
         p = e / np.sum(e, axis=1, keepdims=True)
         return (p - target) / len(z)
   A named | target instead of z, and overflow | Two things at once. You have target where z belongs. Which of them is wanted there? And the second: For scores like 1000 or −1000 you get NaN: e^1000 is too large for a float, and e^−1000 becomes 0. Subtract the largest score of each row first, which changes no share.
   B named | target instead of z, and overflow | Two things at once: you have target where z belongs, and for scores like 1000 or −1000 you get NaN: e^1000 is too large for a float, and e^−1000 becomes 0. Which of them is wanted there? Subtract the largest score of each row first, which changes no share.
## mutant|output_delta|def my_output_delta(z, target):
         e = np.exp(z - np.max(z, axis=1, keepdims=True))
         p = e / np.sum(e, axis=1, keepdims=True)
         return target / len(z)
   A named | target itself, and divided by m | Two things at once. You have target itself, as it is given. What has to be done with it? And the second: You divided by the number of rows of z. Is the mean wanted here, or the sum?
   B named | target itself, and divided by m | Two things at once: you have target itself, as it is given, and you divided by the number of rows of z. What has to be done with it? Is the mean wanted here, or the sum?
## student|cost|common|3
   A named | not added up | There is one value for each point. How do they become one number?
   B named | not added up | There are several values. How do they become one number?
## student|gradient|common|3
   A named | not added up | There is one value for each point. How do they become one number?
   B named | not added up | There are several values. How do they become one number?
## student|gradient|common|5
   A named | the factor x missing, and sign reversed | Two things at once. The factor x is missing. When w grows by 1, by how much does the prediction w·x grow? And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
   B named | the factor x missing, and sign reversed | Two things at once: the factor x is missing, and the sign is reversed. When w grows by 1, by how much does the prediction w·x grow? On which side of 0 should the result lie, and where does a minus come in?
## student|gradient|common|10
   A named | the factor 2 missing, and sign reversed | Two things at once. The factor 2 is missing. What is the derivative of a square? And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
   B named | the factor 2 missing, and sign reversed | Two things at once: the factor 2 is missing, and the sign is reversed. What is the derivative of a square? On which side of 0 should the result lie, and where does a minus come in?
## student|gradient|further|6
   A named | not added up, and summed too early | Two things at once. There is one value for each point. How do they become one number? And the second: You added up the x and the errors separately. Multiply each error by its own x before you add up.
   B named | not added up, and summed too early | Two things at once: there are several values, and you added up the x and the errors separately. How do they become one number? Multiply each error by its own x before you add up.
## student|gradient|further|8
   A named | not added up, and summed too early | Two things at once. There is one value for each point. How do they become one number? And the second: You added up the x and the errors separately. Multiply each error by its own x before you add up.
   B named | not added up, and summed too early | Two things at once: there are several values, and you added up the x and the errors separately. How do they become one number? Multiply each error by its own x before you add up.
## student|update|common|3
   A named | step without w, and sign reversed | Two things at once. This is the step alone. Where are you after it? And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
   B named | step without w, and sign reversed | Two things at once: this is the step alone, and the sign is reversed. Where are you after it? On which side of 0 should the result lie, and where does a minus come in?
## student|update|further|5
   A named | divided by α, and multiplied by learning_rate | Two things at once. You divided by α, so a smaller learning rate would make a longer step. And the second: Your result is multiplied by learning_rate. Does the formula do so?
   B named | gradient and w swapped, and sign reversed | Two things at once: you have gradient and w in each other's place, and the sign is reversed. In which order does the def line name them? On which side of 0 should the result lie, and where does a minus come in?
## student|descent|further|7
   A named | gradient: mean for sum, and first entry missing | Two things at once. Look at the slope in each step. You divided by the number of points. This is the slope of the mean, but here J is the sum. And the second: The first entry is missing: the list begins with the second. What belongs in front?
   B named | gradient: mean for sum, and first entry missing | Two things at once: as to the slope in each step, you divided by the number of points, and the first entry is missing: the list begins with the second. This is the slope of the mean, but here J is the sum. What belongs in front?
## student|stable_rate|common|11
   A named | x not squared, and factor 2 missing | Two things at once. You added up the x themselves. Each x enters the slope twice: once from the model, once from the chain rule. And the second: A factor 2 is missing, or there is a ½ too many. Where should it come from?
   B named | x not squared, and factor 2 missing | Two things at once: you added up the x themselves, and a factor 2 is missing, or there is a ½ too many. Each x enters the slope twice: once from the model, once from the chain rule. Where should it come from?
## student|stable_rate|further|2
   A named | one over x, and one over the result | Two things at once. You have one over x. Do you divide where you should multiply, or the other way round? And the second: You returned one over the result. What belongs in the numerator, and what in the denominator?
   B named | one over x, and one over the result | Two things at once: you have one over x, and you returned one over the result. Do you divide where you should multiply, or the other way round? What belongs in the numerator, and what in the denominator?
## student|stable_rate|further|5
   A named | not inverted, and factor 2 missing | Two things at once. This is S. A larger S means a steeper cost. What must α do? And the second: A factor 2 is missing, or there is a ½ too many. Where should it come from?
   B named | not inverted, and factor 2 missing | Two things at once: this is S, and a factor 2 is missing, or there is a ½ too many. A larger S means a steeper cost. What must α do? Where should it come from?
## student|one_step_rate|further|1
   A named | x not squared, and factor 2 too many | Two things at once. You added up the x themselves. S is the sum of their squares. And the second: There is a factor 2 too many, or a ½ missing. Where does it come from?
Got: 0.0666667
   B named | x not squared, and factor 2 too many | Two things at once: you added up the x themselves, and there is a factor 2 too many, or a ½ missing. S is the sum of their squares. Where does it come from?
Got: 0.0666667
## student|repair|common|8
   A named | slope taken once, and learning_rate left out, as if it were 1 | Two things at once. The direction is right now. But all steps are equally long: which line has to run again for every w? And the second: It comes out as if learning_rate were 1. Where does it come in?
   B named | slope taken once, and learning_rate left out, as if it were 1 | Two things at once: the direction is right now, and it comes out as if learning_rate were 1. But all steps are equally long: which line has to run again for every w? Where does it come in?
## student|error_slope|common|3
   A named | factor 2 too many, and sign reversed | Two things at once. There is a factor 2 too many. What does the ½ in E do to the derivative of the square? And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
   B named | factor 2 too many, and sign reversed | Two things at once: there is a factor 2 too many, and the sign is reversed. What does the ½ in E do to the derivative of the square? On which side of 0 should the result lie, and where does a minus come in?
## student|error_slope|further|4
   A named | σ′ already in it, and sign reversed | Two things at once. You went one factor too far: this is ∂E/∂z₂. Here a₂ itself is moved. And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
   B named | σ′ already in it, and sign reversed | Two things at once: you went one factor too far: this is ∂E/∂z₂, and the sign is reversed. Here a₂ itself is moved. On which side of 0 should the result lie, and where does a minus come in?
## student|error_slope|further|6
   A named | a2 itself, and 1 minus the result | Two things at once. You have a2 itself, as it is given. What has to be done with it? And the second: You returned 1 minus the result. Which of the two is asked for?
   B named | a2 itself, and 1 minus the result | Two things at once: you have a2 itself, as it is given, and you returned 1 minus the result. What has to be done with it? Which of the two is asked for?
## student|last_b1|common|9
   A named | step without the old value, and sign reversed | Two things at once. This is the step. The new value is wanted: where you are after it. And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
Got: 0.00408558
   B named | step without the old value, and sign reversed | Two things at once: this is the step, and the sign is reversed. The new value is wanted: where you are after it. On which side of 0 should the result lie, and where does a minus come in?
Got: 0.00408558
## student|measured|common|10
   A named | epsilon as in the notebook, and per cent | Two things at once. It is right for one epsilon only, the notebook's. Use the epsilon that the brackets after def give you. And the second: You gave per cent. A fraction is wanted, such as 0.25.
   B named | epsilon as in the notebook, and per cent | Two things at once: it is right for one epsilon only, the notebook's, and you gave per cent. Use the epsilon that the brackets after def give you. A fraction is wanted, such as 0.25.
## student|measured|further|1
   A named | divided by ε, and sign reversed | Two things at once. You divided by ε. How far apart are the two points at which E was measured? And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
   B named | divided by ε, and sign reversed | Two things at once: you divided by ε, and the sign is reversed. How far apart are the two points at which E was measured? On which side of 0 should the result lie, and where does a minus come in?
## student|measured|further|3
   A named | epsilon squared, and factor 2 too many | Two things at once. You have the square of epsilon. Does it come in once too often? And the second: There is a factor 2 too many, or a ½ missing. Where does it come from?
   B named | epsilon squared, and factor 2 too many | Two things at once: you have the square of epsilon, and there is a factor 2 too many, or a ½ missing. Does it come in once too often? Where does it come from?
## student|measured|further|4
   A generic | None | The numbers differ.
   B named | 1 too many, and multiplied by epsilon | Two things at once: there is 1 too many, and your result is multiplied by epsilon. What do you add that should not be there? Does the formula do so?
## student|measured|further|7
   A named | E_plus itself, and divided by epsilon | Two things at once. You have E_plus itself, as it is given. What has to be done with it? And the second: Your result is divided by epsilon. Does the formula do so?
   B named | E_minus left out, as if it were 0, and factor 2 too many | Two things at once: it comes out as if E_minus were 0, and there is a factor 2 too many, or a ½ missing. Where does it come in? Where does it come from?
## student|mean_gradient|common|0
   A named | mean not taken | There is one value for each point, and their mean is wanted.
   B named | mean not taken | There are several values, and their mean is wanted.
## student|mean_gradient|common|10
   A named | only the first sample, and divided by m | Two things at once. Only the first sample counts in your result. Is return inside the loop? And the second: You divided by the number of entries in x. Is the mean wanted here, or the sum?
   B named | only the first sample, and divided by m | Two things at once: only the first sample counts in your result, and you divided by the number of entries in x. Is return inside the loop? Is the mean wanted here, or the sum?
## student|sigmoid_slope|common|5
   A named | the output itself, and 1 too few | Two things at once. This is σ(z), the output. You need its slope: how fast σ(z) changes when z changes. And the second: There is 1 too few. What is left out?
   B named | the output itself, and 1 too few | Two things at once: this is σ(z), the output, and there is 1 too few. You need its slope: how fast σ(z) changes when z changes. What is left out?
## student|sigmoid_slope|common|11
   A named | inner derivative forgotten, and sign reversed | Two things at once. You took the derivative of 1/u. But u is 1 + e^−z: what is its own derivative? And the second: The sign is reversed. On which side of 0 should the result lie, and where does a minus come in?
   B named | inner derivative forgotten, and sign reversed | Two things at once: you took the derivative of 1/u, and the sign is reversed. But u is 1 + e^−z: what is its own derivative? On which side of 0 should the result lie, and where does a minus come in?
## student|sigmoid_slope|further|10
   A named | the factor a missing, and result squared | Two things at once. The factor a is missing. What is in the denominator in the derivative of 1/u? And the second: You squared the result. Does the formula do so?
   B named | the factor a missing, and result squared | Two things at once: the factor a is missing, and you squared the result. What is in the denominator in the derivative of 1/u? Does the formula do so?
## student|arriving|common|5
   A named | factors by themselves, and divided by w | Two things at once. These are the factors of the layers, each by itself. What arrives at a layer has passed all those behind it too. And the second: Your result is divided by w. Does the formula do so?
   B named | factors by themselves, and w left out, as if it were 1 | Two things at once: these are the factors of the layers, each by itself, and it comes out as if w were 1. What arrives at a layer has passed all those behind it too. Where does it come in?
## student|arriving|further|6
   A named | one w too many, and only the first entry | Two things at once. There is one factor w too many everywhere. It came in at the last layer: what lies between z_n and a_n? And the second: You returned the first entry alone. Where do the others come from?
   B named | one w too many, and only the first entry | Two things at once: there is one factor w too many everywhere, and you returned the first entry alone. It came in at the last layer: what lies between z_n and a_n? Where do the others come from?
## student|arriving|further|9
   A named | from the wrong end, and multiplied by w | Two things at once. You multiplied from the input on. The gradient starts at the output: which layer does it reach first? And the second: Your result is multiplied by w. Does the formula do so?
   B named | from the wrong end, and multiplied by w | Two things at once: you multiplied from the input on, and your result is multiplied by w. The gradient starts at the output: which layer does it reach first? Does the formula do so?
## student|per_layer|common|7
   A named | L instead of L − 1, and one over the result | Two things at once. Your root counts the layers. How many steps are there from the last layer to the first? And the second: You returned one over the result. What belongs in the numerator, and what in the denominator?
   B named | L instead of L − 1, and one over the result | Two things at once: your root counts the layers, and you returned one over the result. How many steps are there from the last layer to the first? What belongs in the numerator, and what in the denominator?
## student|per_layer|common|9
   A named | the number of steps missing, and one over the result | Two things at once. The number of steps is missing. Which factor, taken at every step, leads from the last gradient to the first? And the second: You returned one over the result. What belongs in the numerator, and what in the denominator?
   B named | the number of steps missing, and one over the result | Two things at once: the number of steps is missing, and you returned one over the result. Which factor, taken at every step, leads from the last gradient to the first? What belongs in the numerator, and what in the denominator?
## student|per_layer|common|10
   A named | the number of steps missing, and root taken | Two things at once. The number of steps is missing. Which factor, taken at every step, leads from the last gradient to the first? And the second: You took a square root at the end. Does the formula have one?
   B named | the number of steps missing, and root taken | Two things at once: the number of steps is missing, and you took a square root at the end. Which factor, taken at every step, leads from the last gradient to the first? Does the formula have one?
## student|per_layer|further|5
   A named | L instead of L − 1, and first term left out | Two things at once. Your root counts the layers. How many steps are there from the last layer to the first? And the second: The first term is left out. Where does your loop begin?
   B named | L instead of L − 1, and first term left out | Two things at once: your root counts the layers, and the first term is left out. How many steps are there from the last layer to the first? Where does your loop begin?
## student|he_std|common|10
   A named | the variance, and result squared | Two things at once. This is the variance. How do you get the standard deviation from it? And the second: You squared the result. Does the formula do so?
   B named | the variance, and result squared | Two things at once: this is the variance, and you squared the result. How do you get the standard deviation from it? Does the formula do so?
## student|he_std|further|1
   A named | list for number | The result is a list. One number is wanted: is a sum missing, or a bracket too many?
   B named | list for number | The result is a list. One number is wanted: is a sum missing, or a bracket too many?
## student|he_std|further|4
   A named | Xavier's, and one over the result | Two things at once. This is Xavier's start, for neurons that pass everything on. ReLU sets about half of it to 0. And the second: You returned one over the result. What belongs in the numerator, and what in the denominator?
   B named | Xavier's, and one over the result | Two things at once: this is Xavier's start, for neurons that pass everything on, and you returned one over the result. ReLU sets about half of it to 0. What belongs in the numerator, and what in the denominator?
## student|tanh_slope|common|8
   A named | square forgotten, and result squared | Two things at once. Your result is 1 − tanh z. For negative z that is above 1, although tanh is flat far from 0 on both sides. What is missing? And the second: You squared the result. Does the formula do so?
   B named | square forgotten, and result squared | Two things at once: your result is 1 − tanh z, and you squared the result. For negative z that is above 1, although tanh is flat far from 0 on both sides. What is missing? Does the formula do so?
## student|tanh_slope|further|8
   A named | doubled, not squared, and 1 too few | Two things at once. You multiplied tanh z by 2. To square it is to multiply it by itself: ** 2. And the second: There is 1 too few. What is left out?
   B named | doubled, not squared, and 1 too few | Two things at once: you multiplied tanh z by 2, and there is 1 too few. To square it is to multiply it by itself: ** 2. What is left out?
## student|leaky|common|11
   A named | slope added, and slope with the other sign | Two things at once. To the left of 0 you added the slope to z. That moves the line, but leaves it just as steep. And the second: The sign of slope is reversed. Look at it once more.
   B named | slope added, and slope with the other sign | Two things at once: to the left of 0 you added the slope to z, and the sign of slope is reversed. That moves the line, but leaves it just as steep. Look at it once more.
## student|leaky|further|12
   A named | the slope itself, and slope with the other sign | Two things at once. To the left of 0 your output is the slope itself, whatever z is. A slope says how much the output changes with z. And the second: The sign of slope is reversed. Look at it once more.
   B named | the slope itself, and slope with the other sign | Two things at once: to the left of 0 your output is the slope itself, whatever z is, and the sign of slope is reversed. A slope says how much the output changes with z. Look at it once more.
## student|leaky_slope|further|13
   A named | 0 on the left, and 1 minus the result | Two things at once. This is the slope of ReLU. To the left of 0 leaky ReLU is not flat: how steep is it there? And the second: You returned 1 minus the result. Which of the two is asked for?
   B named | 0 on the left, and 1 minus the result | Two things at once: this is the slope of ReLU, and you returned 1 minus the result. To the left of 0 leaky ReLU is not flat: how steep is it there? Which of the two is asked for?
## student|leaky_slope|further|14
   A named | the leak everywhere, and multiplied by z | Two things at once. Your slope is the leak on both sides. To the right of 0 all of z gets through. And the second: Your result is multiplied by z. Does the formula do so?
   B named | the leak everywhere, and multiplied by z | Two things at once: your slope is the leak on both sides, and your result is multiplied by z. To the right of 0 all of z gets through. Does the formula do so?
## student|softmax|common|9
   A named | largest size subtracted, and not finite | Two things at once. It is correct until all scores are far below 0, where every e^z becomes 0. Did you take the largest |z| or a fixed number, start the search for the largest at 0, or subtract only if the scores are large? And the second: On other inputs the result is not finite: is a power of e too large there?
   B named | largest size subtracted, and not finite | Two things at once: it is correct until all scores are far below 0, where every e^z becomes 0, and on other inputs the result is not finite: is a power of e too large there?. Did you take the largest |z| or a fixed number, start the search for the largest at 0, or subtract only if the scores are large?
## student|softmax|further|2
   A named | z with the other sign, and overflow | Two things at once. The sign of z is reversed. Look at it once more. And the second: It is correct for ordinary scores, because it is the formula as written. But e^1000 is too large for a float, and e^−1000 so small that it becomes 0. What can you do to all scores without changing the probabilities? If you shifted them: by how much, and in which direction?
   B named | z with the other sign, and overflow | Two things at once: the sign of z is reversed, and it is correct for ordinary scores, because it is the formula as written. Look at it once more. But e^1000 is too large for a float, and e^−1000 so small that it becomes 0. What can you do to all scores without changing the probabilities? If you shifted them: by how much, and in which direction?
## student|softmax|further|5
   A named | maximum subtracted, not divided, and divided by m | Two things at once. You subtracted the largest score, so no e^z overflows. Probabilities add up to 1: what is missing? And the second: You divided by the number of entries in z. Is the mean wanted here, or the sum?
   B named | maximum subtracted, not divided, and divided by m | Two things at once: you subtracted the largest score, so no e^z overflows, and you divided by the number of entries in z. Probabilities add up to 1: what is missing? Is the mean wanted here, or the sum?
## student|softmax|further|8
   A named | z with the other sign, and not finite | Two things at once. The sign of z is reversed. Look at it once more. And the second: On other inputs the result is not finite: is a power of e too large there?
   B named | z with the other sign, and not finite | Two things at once: the sign of z is reversed, and on other inputs the result is not finite: is a power of e too large there?. Look at it once more.
## student|softmax|further|10
   A named | twice z, and root taken | Two things at once. You have twice z. Where does the 2 come from? And the second: You took a square root at the end. Does the formula have one?
   B named | divided by the length | You divided by the root of the sum of the squares. Which sum does the formula have?
## student|temperature|further|10
   A named | root taken, and factor 2 too many | Two things at once. You took a square root at the end. Does the formula have one? And the second: There is a factor 2 too many, or a ½ missing. Where does it come from?
Got: 1.41421
   B named | root taken, and factor 2 too many | Two things at once: you took a square root at the end, and there is a factor 2 too many, or a ½ missing. Does the formula have one? Where does it come from?
Got: 1.41421
## student|collapse|further|11
   A named | not added up, and w₂ first | Two things at once. There is one value for each point. How do they become one number? And the second: The order is reversed. x is multiplied by w1 first, and the result by w2.
   B named | not added up, and w₂ first | Two things at once: there are several values, and the order is reversed. How do they become one number? x is multiplied by w1 first, and the result by w2.
## student|collapse_bias|further|2
   A named | not added up, and b2 left out, as if it were 0 | Two things at once. There is one value for each point. How do they become one number? And the second: It comes out as if b2 were 0. Where does it come in?
   B named | not added up, and b2 left out, as if it were 0 | Two things at once: there are several values, and it comes out as if b2 were 0. How do they become one number? Where does it come in?
## student|collapse_bias|further|8
   A named | not added up | There is one value for each point. How do they become one number?
   B named | not added up | There are several values. How do they become one number?
## student|collapse_bias|further|13
   A named | b₁ through both layers, and b1 and w2 swapped | Two things at once. You sent b1 through w1 as well. It is added after w1: which layers are still to come? And the second: You have b1 and w2 in each other's place. In which order does the def line name them?
   B named | b₁ through both layers, and b1 and w2 swapped | Two things at once: you sent b1 through w1 as well, and you have b1 and w2 in each other's place. It is added after w1: which layers are still to come? In which order does the def line name them?
## student|collapse_bias|further|17
   A named | last term only, and b2 left out, as if it were 0 | Two things at once. Only the last term has been counted. Does each round add to the total, or replace it? And the second: It comes out as if b2 were 0. Where does it come in?
   B named | last term only, and b2 left out, as if it were 0 | Two things at once: only the last term has been counted, and it comes out as if b2 were 0. Does each round add to the total, or replace it? Where does it come in?
## student|count_parameters|further|0
   A named | one bias for each layer, and 1 too many | Two things at once. You counted one bias for each layer. Do all units of a layer share one? And the second: There is 1 too many. What do you add that should not be there?
   B named | one bias for each layer, and 1 too many | Two things at once: you counted one bias for each layer, and there is 1 too many. Do all units of a layer share one? What do you add that should not be there?
## student|count_parameters|further|2
   A named | units counted, and sizes left out, as if it were 1 | Two things at once. These are the units, inputs among them. What is learned sits on the connections between them. And the second: It comes out as if sizes were 1. Where does it come in?
   B named | units counted, and sizes left out, as if it were 1 | Two things at once: these are the units, inputs among them, and it comes out as if sizes were 1. What is learned sits on the connections between them. Where does it come in?
## student|count_parameters|further|7
   A named | biases forgotten, and 1 too many | Two things at once. You counted the weights. What else does each unit learn? And the second: There is 1 too many. What do you add that should not be there?
   B named | biases forgotten, and 1 too many | Two things at once: you counted the weights, and there is 1 too many. What else does each unit learn? What do you add that should not be there?
## student|count_parameters|further|11
   A named | biases forgotten, and factor 2 too many | Two things at once. You counted the weights. What else does each unit learn? And the second: There is a factor 2 too many, or a ½ missing. Where does it come from?
   B named | biases forgotten, and factor 2 too many | Two things at once: you counted the weights, and there is a factor 2 too many, or a ½ missing. What else does each unit learn? Where does it come from?
## student|accuracy|common|4
   A named | mean not taken | There is one value for each point, and their mean is wanted.
   B named | mean not taken | There are several values, and their mean is wanted.
## student|accuracy|further|0
   A named | first term only, and divided by m | Two things at once. Only the first term has been counted. Does return stand inside the loop? And the second: You divided by the number of rows of a. Is the mean wanted here, or the sum?
   B named | first term only, and divided by m | Two things at once: only the first term has been counted, and you divided by the number of rows of a. Does return stand inside the loop? Is the mean wanted here, or the sum?
## student|accuracy|further|2
   A named | mean distance, and 1 minus the result | Two things at once. This is the mean distance from the targets. It falls when the network gets better; the share of right answers grows. And the second: You returned 1 minus the result. Which of the two is asked for?
   B named | mean distance, and 1 minus the result | Two things at once: this is the mean distance from the targets, and you returned 1 minus the result. It falls when the network gets better; the share of right answers grows. Which of the two is asked for?
## student|accuracy|further|12
   A named | not added up | There is one value for each point. How do they become one number?
   B named | not added up | There are several values. How do they become one number?
## student|confusion|further|8
   A named | only right ones, and added up | Two things at once. You counted the right answers only. The wrong ones are what the matrix is for: where do they go? And the second: You added the entries up. Each of them is wanted.
   B named | only right ones, and added up | Two things at once: you counted the right answers only, and you added the entries up. The wrong ones are what the matrix is for: where do they go? Each of them is wanted.
## student|one_hot|common|10
   A named | the same row for all, and only the last entry | Two things at once. All your rows are alike, with a 1 for every label that occurs. [[0] * n] * m repeats one and the same row, and rows[:, labels] = 1 sets whole columns: each sample needs a row, and a place, of its own. And the second: You returned the last entry alone. The earlier ones are wanted too: keep each in a list.
   B named | the same row for all, and only the last entry | Two things at once: all your rows are alike, with a 1 for every label that occurs, and you returned the last entry alone. [[0] * n] * m repeats one and the same row, and rows[:, labels] = 1 sets whole columns: each sample needs a row, and a place, of its own. The earlier ones are wanted too: keep each in a list.
## student|output_delta|common|2
   A named | the number of samples missing, and overflow | Two things at once. The number of samples is missing. E is the mean over them: what does that do to its slope? And the second: For scores like 1000 or −1000 you get NaN: e^1000 is too large for a float, and e^−1000 becomes 0. Subtract the largest score of each row first, which changes no share.
   B named | the number of samples missing, and overflow | Two things at once: the number of samples is missing, and for scores like 1000 or −1000 you get NaN: e^1000 is too large for a float, and e^−1000 becomes 0. E is the mean over them: what does that do to its slope? Subtract the largest score of each row first, which changes no share.
## student|output_delta|common|3
   A named | softmax over everything, and overflow | Two things at once. Your shares add up to 1 over the whole matrix. Those of each sample, a row, are to do so. And the second: For scores like 1000 or −1000 you get NaN: e^1000 is too large for a float, and e^−1000 becomes 0. Subtract the largest score of each row first, which changes no share.
   B named | softmax over everything, and overflow | Two things at once: your shares add up to 1 over the whole matrix, and for scores like 1000 or −1000 you get NaN: e^1000 is too large for a float, and e^−1000 becomes 0. Those of each sample, a row, are to do so. Subtract the largest score of each row first, which changes no share.
## student|output_delta|common|8
   A named | softmax along the samples, and overflow | Two things at once. Your shares add up to 1 in each column. The shares of one sample, a row, are to do so: which axis is that? And the second: For scores like 1000 or −1000 you get NaN: e^1000 is too large for a float, and e^−1000 becomes 0. Subtract the largest score of each row first, which changes no share.
   B named | softmax along the samples, and overflow | Two things at once: your shares add up to 1 in each column, and for scores like 1000 or −1000 you get NaN: e^1000 is too large for a float, and e^−1000 becomes 0. The shares of one sample, a row, are to do so: which axis is that? Subtract the largest score of each row first, which changes no share.
## student|output_delta|common|11
   A named | z instead of the share, and times m | Two things at once. You have z where the share belongs. What does softmax make of the scores first? And the second: Your result is multiplied by the number of rows of z. Was a division by it left out?
   B named | z instead of the share, and times m | Two things at once: you have z where the share belongs, and your result is multiplied by the number of rows of z. What does softmax make of the scores first? Was a division by it left out?
## student|output_delta|further|6
   A named | target left out, as if it were 0, and times m | Two things at once. It comes out as if target were 0. Where does it come in? And the second: Your result is multiplied by the number of rows of z. Was a division by it left out?
   B named | target left out, as if it were 0, and times m | Two things at once: it comes out as if target were 0, and your result is multiplied by the number of rows of z. Where does it come in? Was a division by it left out?
## student|output_delta|further|10
   A named | brackets missing, and overflow | Two things at once. Python divides before it subtracts: only the target is divided by m. And the second: For scores like 1000 or −1000 you get NaN: e^1000 is too large for a float, and e^−1000 becomes 0. Subtract the largest score of each row first, which changes no share.
   B named | brackets missing, and overflow | Two things at once: Python divides before it subtracts: only the target is divided by m, and for scores like 1000 or −1000 you get NaN: e^1000 is too large for a float, and e^−1000 becomes 0.  Subtract the largest score of each row first, which changes no share.
## student|output_delta|further|11
   A named | divided by the number of entries, and times m | Two things at once. You divided by the number of entries, as np.mean does. E is a sum over the classes, and a mean over the samples only. And the second: Your result is multiplied by the number of rows of z. Was a division by it left out?
   B named | divided by the number of entries, and times m | Two things at once: you divided by the number of entries, as np.mean does, and your result is multiplied by the number of rows of z. E is a sum over the classes, and a mean over the samples only. Was a division by it left out?
changed 156 Counter({'pointed at->named': 19, 'generic->named': 8})
