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
    stamp = models.CharField(max_length=64, blank=True, db_default="")  # which state of the thing this is

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "language"], name="search_document_once")]

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """A word as it is found, once per kind and language: looking for similar ones reads no postings.

    `head` and `tail` are its first two and last three letters: words with a typing error share one of them.
    """

    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=3)
    text = models.CharField(max_length=60)
    head = models.CharField(max_length=2)
    tail = models.CharField(max_length=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "language", "text"], name="search_term_once")]
        indexes = [
            models.Index(fields=["kind", "language", "head"], name="search_term_head"),
            models.Index(fields=["kind", "language", "tail"], name="search_term_tail"),
        ]

    def __str__(self) -> str:
        return self.text


class Posting(models.Model):
    """One term of one document, with what a hit weighs.

    Repeats the key of the document, so that a question is answered from one index without reading a table.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="postings", db_index=False)
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="postings", db_index=False)
    key = models.BigIntegerField()
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "term"], name="search_posting_once")]
        indexes = [models.Index(fields=["term", "key", "weight"], name="search_posting_answer")]

    def __str__(self) -> str:
        return f"{self.term_id} in {self.document_id}"


class Compound(models.Model):
    """A word that has been looked up: its parts, or none when it is no compound."""

    word = models.CharField(max_length=200, unique=True)
    parts = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.word
