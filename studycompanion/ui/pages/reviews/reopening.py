"""Opening a member's review again."""

from PySide6.QtWidgets import QWidget

from studycompanion.domain.review import Stage
from studycompanion.services import review_stages
from studycompanion.ui.context import Context
from studycompanion.ui.reopen_dialog import ReopenDialog
from studycompanion.ui.words import tr


def reopening(parent: QWidget, context: Context, topic_id: str, member_id: str) -> ReopenDialog:
    """Asks why a member's review is opened again."""
    return ReopenDialog(
        parent,
        context,
        title=tr("Mở lại bản tự soi"),
        example=tr("ví dụ: bổ sung hạn chế"),
        note=tr("Bản tự soi trở lại bước đang viết. Lý do được giữ cùng bản."),
        reopen=lambda desk, reason: review_stages.move_review(
            desk, topic_id, member_id, Stage.WRITING, reason=reason
        ),
    )
