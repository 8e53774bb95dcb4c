"""Measurements of originlint. `python -m benchmarks` lists them; results that were measured stand in `results/`."""
