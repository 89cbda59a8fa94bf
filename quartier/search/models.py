"""The index: which document holds which term, for every kind of thing that can be found."""

from django.db import models


class Document(models.Model):
    """Something that can be found, in one language."""

    kind = models.CharField(max_length=60)  # label of the model, "methods.method"
    key = models.BigIntegerField()  # primary key of the thing
    quarter = models.CharField(max_length=12, blank=True)  # code of the quarter it belongs to, empty: the instance
    language = models.CharField(max_length=3)
    title = models.CharField(max_length=200)
    fields = models.JSONField(default=list)  # [text, weight] pairs, kept to index them again

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "language"], name="search_document_once")]

    def __str__(self) -> str:
        return self.title


class Posting(models.Model):
    """One term of one document, with what a hit weighs."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="postings")
    term = models.CharField(max_length=60)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "document"], name="search_posting_once")]

    def __str__(self) -> str:
        return self.term


class Compound(models.Model):
    """A word that has been looked up: its parts, or none when it is no compound."""

    word = models.CharField(max_length=200, unique=True)
    parts = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.word
