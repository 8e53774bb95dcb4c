"""Proof by noninterference: programs are generated and run; what moves their scores must have been reported.

`python -m tests.noninterference --help` lists the commands. They need pandas, NumPy and scikit-learn (the dependency
group `proof`); the part that the test run needs does not: it compares the analyser with stored observations.
"""
