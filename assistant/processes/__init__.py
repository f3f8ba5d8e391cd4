"""The product's own processes: starting, watching and ending them."""
