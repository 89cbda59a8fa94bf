"""The neighbourhood: its actors, people and rooms, and who is missing."""
