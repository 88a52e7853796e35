"""The review loop: predictions out to Label Studio, Prodigy or a sheet, back as gold or decisions, and scores.

>>> import onrecord
>>> from onrecord import review
>>> record = onrecord.extract(["“Talks are over,” Sergey Lavrov said."])
>>> corrected = review.from_label_studio(review.label_studio_tasks(record), predictions=True)
>>> review.evaluate(corrected, record).scores.filter(layer="dates", figure="found")["score"].item()
1.0
"""

from __future__ import annotations

from onrecord._review.decide import Decided, decide
from onrecord._review.decisions import decisions, read_decisions, write_decisions
from onrecord._review.evaluate import Evaluation, evaluate
from onrecord._review.files import read_annotations, write_label_studio, write_prodigy
from onrecord._review.gold import Gold, gold, read_gold, write_gold
from onrecord._review.label_studio import from_label_studio, label_studio_config, label_studio_tasks
from onrecord._review.prodigy import from_prodigy, prodigy_tasks
from onrecord._review.sheet import read_sheet, write_sheet

__all__ = [
    "Decided",
    "Evaluation",
    "Gold",
    "decide",
    "decisions",
    "evaluate",
    "from_label_studio",
    "from_prodigy",
    "gold",
    "label_studio_config",
    "label_studio_tasks",
    "prodigy_tasks",
    "read_annotations",
    "read_decisions",
    "read_gold",
    "read_sheet",
    "write_decisions",
    "write_gold",
    "write_label_studio",
    "write_prodigy",
    "write_sheet",
]
