"""Evaluation of relational forms over the frame algebra."""
