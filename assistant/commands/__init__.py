"""The commands of `python -m assistant`, one module each, and the services that `run` starts."""
