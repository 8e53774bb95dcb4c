"""The steps of a program: each writes some statements, and knows exactly what they do to the columns."""
