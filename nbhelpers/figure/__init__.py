"""A Matplotlib figure that the browser draws: recorded by the kernel, played by `figure.js`, grabbed by the reader.

Which colours a picture has is said in `style`, what it shows in `views`.
"""
