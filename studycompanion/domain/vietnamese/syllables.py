"""Whether text reads as Vietnamese: words built as its syllables are, tones where they may stand.

A text in a wrong encoding is known by its words: "NguyÔn" has no rhyme that the language knows.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_TONES = frozenset("\u0300\u0309\u0303\u0301\u0323")
_STOPPED = frozenset("\u0301\u0323")
"""Sắc and nặng, the only tones of a syllable that ends in c, ch, p or t."""
_ONSET_LIST = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x"
_ONSETS = frozenset(("", *_ONSET_LIST.split()))
_RHYME_LIST = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on
ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut
uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y yêm yên yêng yêt yêu
"""
_RHYMES = frozenset(_RHYME_LIST.split())
_ASCII_PUNCTUATION = re.compile(r"[\s!-/:-@\[-`{-~\d]+")


def syllable_share(texts: Iterable[str]) -> tuple[int, int]:
    """Of the words with letters beyond ASCII: how many are syllables, and how many there are."""
    words = [
        word for text in texts for word in _ASCII_PUNCTUATION.split(text) if not word.isascii()
    ]
    return sum(map(is_syllable, words)), len(words)


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether one word is built as Vietnamese syllables are; case makes no difference."""
    pieces = unicodedata.normalize("NFD", word.lower())
    tones = [piece for piece in pieces if piece in _TONES]
    plain = unicodedata.normalize("NFC", "".join(p for p in pieces if p not in _TONES))
    if len(tones) > 1 or not _is_built(plain):
        return False
    return not plain.endswith(("c", "ch", "p", "t")) or bool(_STOPPED.intersection(tones))


def _is_built(plain: str) -> bool:
    """Whether the toneless word is an onset and a rhyme; "giêng" shares its i with both."""
    return any(
        plain[:at] in _ONSETS and (plain[at:] in _RHYMES or f"i{plain[at:]}" in _RHYMES)
        if plain[:at] == "gi"
        else plain[:at] in _ONSETS and plain[at:] in _RHYMES
        for at in range(4)
    )
