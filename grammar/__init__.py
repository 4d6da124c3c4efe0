"""What can be said: numbers, periods, questions and claims in English and Chinese; no company, no country.

`read` is the door: a text, a lexicon of names and a context in, an utterance out.
"""

from grammar.reading import read

__all__ = ["read"]
