"""Files kept with a topic: the document that opens it, the lecture, a form from the ward."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studycompanion.domain.file_names import safe_name
from studycompanion.domain.ids import new_id
from studycompanion.domain.study import Topic, TopicFile
from studycompanion.domain.vietnamese import nfc, sort_key
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.kept_files import read_to_keep, save_kept
from studycompanion.storage.files import make_folder


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file of a topic: its name as it came, and its size in bytes."""

    id: str
    name: str
    size: int


def files_of(desk: Desk, topic_id: str) -> tuple[FileLine, ...]:
    """The files of a topic by name."""
    with desk.read() as reader:
        found = reader.find(TopicFile, topic_id=topic_id)
        lines = [FileLine(one.id, one.name, len(reader.blob(one.blob_id))) for one in found]
    return tuple(sorted(lines, key=lambda line: (sort_key(line.name), line.id)))


def add_files(desk: Desk, topic_id: str, paths: Sequence[Path]) -> Done[int]:
    """Keep files with a topic in one step; the number of those that were not kept yet.

    Raises what ``read_to_keep`` raises, and nothing is kept then.
    """
    named = [(nfc(path.name), read_to_keep(path)) for path in paths]
    count = 0
    with desk.write("files_add", topic=topic_id, count=str(len(named))) as tx:
        topic = tx.uow.get(Topic, topic_id)
        known = {(one.name, one.blob_id) for one in tx.uow.find(TopicFile, topic_id=topic.id)}
        for name, data in named:
            blob_id = tx.uow.keep_blob(data)
            if (name, blob_id) not in known:
                tx.uow.add(TopicFile(id=new_id(), topic_id=topic.id, name=name, blob_id=blob_id))
                known.add((name, blob_id))
                count += 1
    return Done(count, tx.changes)


def remove_file(desk: Desk, file_id: str) -> Done[None]:
    """Take a file off its topic; undo brings it back."""
    with desk.write("file_remove") as tx:
        tx.uow.remove(tx.uow.get(TopicFile, file_id))
    return Done(None, tx.changes)


def save_file(desk: Desk, file_id: str, path: Path) -> Path:
    """Write a file of a topic to ``path``; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        blob_id = reader.get(TopicFile, file_id).blob_id
    return save_kept(desk, blob_id, path)


def save_all(desk: Desk, topic_id: str, folder: Path) -> tuple[Path, ...]:
    """Write every file of a topic into ``folder``; of two with one name, the later has a number."""
    make_folder(folder)
    written: dict[str, Path] = {}
    for line in files_of(desk, topic_id):
        name, ending = safe_name(Path(line.name).stem), Path(line.name).suffix
        number = 1
        while (path := folder / f"{name}{f' ({number})' * (number > 1)}{ending}").name in written:
            number += 1
        written[path.name] = save_file(desk, line.id, path)
    return tuple(written.values())
