"""originlint: which origin attributes can change a score, along which path, on what evidence."""

__version__ = "0.1.0"
