"""House rules as data: how a conference decides, read strictly, and answers with reasons."""
