"""Pictures that people give: checked, drawn anew, kept under a random name."""
