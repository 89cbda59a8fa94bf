"""All input about quarters."""
