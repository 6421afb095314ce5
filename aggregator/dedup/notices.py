"""Notices by which a publisher corrects or withdraws a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NOTICE_LONGEST = 1_500
"""Characters of a paragraph in which a notice is looked for."""

_ARTICLE = "(?:article|story|report|post)"
_HEADED = "|".join(
    (
        "corrections?|corrected|clarifications?|editor[’']s note|errat(?:um|a)",
        "korrektur|berichtigung|richtigstellung|rectificati(?:f|on|e)",
        "corrección|correcciones|rectificación|fe de err(?:atas?|ores)|correção|errata corrige|rettifica",
        "correctie|rättelse|rettelse|oikaisu|sprostowanie|исправлени[ея]|уточнени[ея]",
        "düzeltme|koreksi|ralat",
    )
)
_CORRECTION = re.compile(
    "|".join(
        (
            # "Correction:", "Corrected (Nov. 20) –"
            rf"\b(?:{_HEADED})\b\s{{0,2}}(?:\([^()]{{0,40}}\)\s{{0,2}})?[:：.\-–—|]",
            rf"\ban? (?:earlier|previous) version of this {_ARTICLE}",
            rf"\bthis {_ARTICLE} (?:has been|was) (?:corrected|amended|updated to correct)",
            r"\bin einer (?:früheren|vorherigen) (?:version|fassung)",
            r"\bune version précédente de cet article",
            r"\buna versión anterior de est[ea]",
            r"\buma versão anterior dest[ea]",
            r"\bin una (?:precedente )?versione precedente",
            r"정정 ?보도|바로 ?잡습니다|바로잡음|訂正|更正|勘误|勘誤|تصحيح\s{0,2}[:：]|भूल सुधार|शुद्धिपत्र",
        )
    ),
    re.IGNORECASE,
)
_RETRACTION = re.compile(
    "|".join(
        (
            rf"\b(?:this|the) {_ARTICLE} (?:has been|was|is) (?:retracted|withdrawn|removed|taken down|deleted)",
            rf"\b(?:has|have) (?:retracted|withdrawn) (?:this|the|its) {_ARTICLE}",
            r"\bretraction\s{0,2}[:：]|\bkill(?:ed)? notice|\bstory withdrawn",
            r"\bdieser (?:artikel|beitrag|text) wurde (?:zurückgezogen|gelöscht|entfernt)",
            r"\bcet article a été (?:retiré|supprimé)",
            r"\beste artículo (?:ha sido|fue) (?:retirado|eliminado)",
            r"\bquesto articolo è stato (?:ritirato|rimosso)",
            r"\b(?:статья|материал) (?:удал[её]на?|отозвана?|снята? с публикации)",
            r"기사가 (?:삭제|철회)|기사 삭제|記事を(?:撤回|削除|取り消)|撤稿|本文已(?:删除|刪除|撤回)",
        )
    ),
    re.IGNORECASE,
)


def has_correction(paragraphs: Sequence[str]) -> bool:
    """Return whether one of these paragraphs is a notice of correction.

    >>> has_correction(["Correction: An earlier version gave a wrong year."]), has_correction(["He was correct."])
    (True, False)
    """
    return any(_CORRECTION.search(one[:_NOTICE_LONGEST]) for one in paragraphs)


def has_retraction(paragraphs: Sequence[str]) -> bool:
    """Return whether one of these paragraphs says that the text is withdrawn.

    >>> has_retraction(["This story has been retracted."]), has_retraction(["He retracted his statement."])
    (True, False)
    """
    return any(_RETRACTION.search(one[:_NOTICE_LONGEST]) for one in paragraphs)
