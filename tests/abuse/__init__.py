"""The abuse cases, one test each, named after its case."""
