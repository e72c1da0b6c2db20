"""From what a member promised and a template's wording to the blocks of the paper."""

from collections.abc import Iterator

from studycompanion.domain.paperwork import CommitmentContent, TopicTasks, Variant
from studycompanion.domain.signing import SignerRole
from studycompanion.domain.vietnamese import date_in_words, tidy
from studycompanion.forms.blocks import (
    Block,
    FieldLine,
    Header,
    Heading,
    Paragraph,
    RuledLines,
    Signatures,
    Title,
)
from studycompanion.forms.letterhead import header, place_or_room, signature
from studycompanion.forms.spec import Field, Section, Template
from studycompanion.forms.tasks import task_table


def commitment_blocks(
    template: Template, content: CommitmentContent, *, variant: Variant
) -> tuple[Block, ...]:
    """The blocks of one commitment form, top to bottom.

    A section without text, and every section of the blank variant, gets ruled lines; a table
    without tasks, and that of the blank variant, gets rows to write in.
    """
    return (
        _header(template, content, variant),
        Title(template.title, template.subject.format(year=content.year)),
        *(_field(field, content, variant) for field in template.fields),
        *map(Paragraph, _preamble(template, content)),
        *_sections(template, content, variant),
        Paragraph(template.closing.format(year=content.year), stays=True),
        _signatures(template, content),
    )


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a typed text: its lines, tidied, without the empty ones."""
    return list(filter(None, map(tidy, text.splitlines())))


def _header(template: Template, content: CommitmentContent, variant: Variant) -> Header:
    place = place_or_room(content.place)
    dated = date_in_words(place, content.dated)
    if variant is Variant.BLANK:
        dated = template.blank_dated.format(place=place, year=content.dated.year)
    return header(template.party, superior=content.superior, issuer=content.cell, dated=dated)


def _field(field: Field, content: CommitmentContent, variant: Variant) -> FieldLine:
    value = tidy(getattr(content, field.key))
    if not value and variant is Variant.FILLED:
        value = field.empty
    return FieldLine(field.label + ":", value, field.is_bold)


def _preamble(template: Template, content: CommitmentContent) -> Iterator[str]:
    words = template.preamble
    titles = [words.topic.format(title=tidy(topic)) for topic in content.topics]
    topics = joined(tuple(titles)) or words.no_topic.format(year=content.year)
    for paragraph in words.paragraphs:
        yield paragraph.format(documents=joined(words.documents), topics=topics, year=content.year)


def joined(parts: tuple[str, ...]) -> str:
    """A list in words: "a, b và c"."""
    return " và ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _sections(template: Template, content: CommitmentContent, variant: Variant) -> Iterator[Block]:
    for number, section in enumerate(template.sections, 1):
        yield Heading(f"{number}. {section.title}")
        yield from _member_text(section, content, variant)
        if section.has_tasks:
            if section.intro:
                yield Paragraph(section.intro.format(year=content.year), stays=True)
            yield from _tasks(template, content, variant)


def _tasks(template: Template, content: CommitmentContent, variant: Variant) -> Iterator[Block]:
    """The table of tasks; of several topics each has its own under its name."""
    first = TopicTasks("".join(content.topics[:1]), content.clarity, content.items)
    for one in (first, *content.more):
        if content.more:
            name = template.preamble.topic.format(title=tidy(one.title))
            yield Paragraph(f"{name[:1].upper()}{name[1:]}:", stays=True)
        yield task_table(template.table, one, variant)


def _member_text(section: Section, content: CommitmentContent, variant: Variant) -> Iterator[Block]:
    texts: list[str] = []
    if variant is Variant.FILLED:
        texts = paragraphs(content.sections.get(section.key, ""))
    yield from map(Paragraph, texts)
    if not texts and section.lines:
        yield RuledLines(section.lines)


def _signatures(template: Template, content: CommitmentContent) -> Signatures:
    return Signatures(
        signature(
            template.cell_signature,
            content.secretary,
            post=content.signer_post,
            signer=SignerRole.SECRETARY,
        ),
        signature(template.member_signature, content.full_name, signer=SignerRole.MEMBER),
    )
