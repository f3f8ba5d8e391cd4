"""The checks that a statement must pass before it is shown as `belegt`, each a pure module of its own.

They are strict on purpose: a small model turns rules round ("sind befreit" becomes "müssen zahlen"), and a withheld
statement costs nothing, because the quotation stays. How many planted errors they catch, and how many faithful
statements they keep, is measured by `python -m evals checks`.
"""
