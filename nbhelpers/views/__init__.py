"""The pictures: artists made once, moved by ``update(trace)``, put into words by ``describe(trace)``."""
