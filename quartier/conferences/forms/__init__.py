"""What a conference is asked."""
