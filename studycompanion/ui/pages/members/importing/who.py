"""What tells a stored member from a namesake."""

from studycompanion.domain.people import masked_card
from studycompanion.messages import word
from studycompanion.services.members import MemberCard


def card_lines(card: MemberCard) -> list[str]:
    """Facts beside name, birth and cell, a line for each."""
    member = card.member
    said = (
        ("card_number", masked_card(member.card_number)),
        ("party_post", card.party_post),
        ("phone", member.phone),
        ("workplace", member.workplace),
        ("status", word("statuses", card.status.value)),
    )
    return [f"{word('fields', name)}: {text}" for name, text in said if text]
