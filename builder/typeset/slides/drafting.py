"""What all planners of one section share: its topic, the titles of the deck, and how drafts are made."""

from __future__ import annotations

from collections.abc import Sequence

from builder.typeset.plan import Part
from builder.typeset.planner import Planner, Texts
from builder.typeset.slide_drafts import SlideDraft
from builder.typeset.slide_slots import SectionTopic, SlideSlots
from builder.typeset.slides.exhibits import Blocks, alts, report_captions
from builder.typeset.source_lines import Credits, credits_of, empty
from builder.typeset.titles import TitleRegister

__all__ = ["Drafting"]


class Drafting:
    """One section in every language, and the drafts of its slides."""

    def __init__(self, planner: Planner, headlines: TitleRegister, topic: SectionTopic):
        self.planner = planner
        self.headlines = headlines
        self.topic = topic

    def credits(self, blocks: Sequence[Blocks]) -> tuple[Credits, ...]:
        """Return the sources, notes and credits of some blocks in every language."""
        return tuple(
            credits_of(self.planner, language, [twins[language] for twins in blocks])
            for language in self.planner.languages
        )

    def draft(
        self,
        scene: SlideSlots,
        parts: Sequence[tuple[Part, ...]],
        credits: Sequence[Credits],
        blocks: tuple[Blocks, ...],
        exhibit: Blocks | None = None,
        *,
        base: Texts | None = None,
        continued: bool = False,
    ) -> SlideDraft:
        """Return the draft of a slide that shows some blocks; captions of its exhibit that were cut are reported."""
        if exhibit and not continued:
            report_captions(self.planner, scene, exhibit)
        first = blocks[0][0] if blocks else None
        documents = self.planner.documents
        return SlideDraft(
            topic=self.topic,
            scene=scene,
            base=base or self.topic.base,
            parts=tuple(parts),
            credits=tuple(credits),
            said=tuple(empty() for _ in documents),
            notes=[[] for _ in documents],
            alts=alts(exhibit) if exhibit else (),
            span=first.span if first is not None else self.topic.span,
            key=first.key if first is not None else self.topic.key,
            blocks=tuple(twins[0].key for twins in blocks),
        )
