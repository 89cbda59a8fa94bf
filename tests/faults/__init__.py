"""Processes that are killed, starved and asked too much. Each test has a control that must fail."""
