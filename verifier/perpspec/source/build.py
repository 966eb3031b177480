"""Which tree do the events of a YAML text make, and which of them are refused?"""

from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from perpspec.source import events
from perpspec.source.hidden import hidden_characters
from perpspec.source.marks import (
    block_place,
    plain_place,
    property_place,
    quoted_place,
    span_place,
    word_place,
)
from perpspec.source.nodes import Mapping, Node, Scalar, Sequence
from perpspec.source.slips import Pairs, mapping_slips, sequence_slips
from perpspec.source.text import MOST_FAULTS, Fault, Text, excerpt, whole_file

DEEPEST = 40
MOST_NODES = 400_000
LONGEST_SCALAR = 20_000


class StoppedError(Exception):
    """Reading on is of no use; the list of faults says why."""


class Builder:
    """Makes nodes of the events of one text and adds what it refuses to ``faults``."""

    def __init__(self, text: Text, faults: list[Fault]) -> None:
        self.text = text
        self.faults = faults
        self.nodes = 0
        self.depth = 0
        self.next_event: events.NextEvent = lambda: None

    def document(self, content: str) -> Node:
        """Return the root of the only document in the content."""
        self.next_event = events.events(content)
        self.event()
        if not isinstance(self.event(), DocumentStartEvent):
            raise StoppedError if self.faults else self.stop(self.empty())
        root = self.node(self.event())
        if isinstance(root, Scalar) and not (root.text or root.quoted or self.faults):
            self.add(self.empty())
        self.event()
        following = self.event()
        if isinstance(following, DocumentStartEvent):
            place, others = word_place(self.text, following), ((root.place, "the first one"),)
            message, remedy = "a second document begins here", "keep one document to a file"
            raise self.stop(Fault("yaml.several_documents", message, place, remedy, others))
        return root

    def empty(self) -> Fault:
        """Return the fault of a text that says nothing."""
        place = whole_file(self.text.file)
        return Fault("yaml.empty", f"`{self.text.file}` is empty", place, "write the document or delete the file")

    def add(self, fault: Fault) -> None:
        """Add a fault, and stop if there are as many as anybody wishes to read."""
        self.faults.append(fault)
        if len(self.faults) >= MOST_FAULTS:
            raise StoppedError

    def stop(self, fault: Fault) -> StoppedError:
        """Add a fault after which nothing can be read, and return what is to be raised."""
        self.faults.append(fault)
        return StoppedError()

    def event(self) -> Event:
        """Return the next event; the end of the text is an event too, so that there always is one."""
        event = self.next_event()
        assert event is not None
        return event

    def node(self, event: Event) -> Node:
        """Return the node that begins with this event."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            message = f"the document has more than {MOST_NODES:_} values"
            place = word_place(self.text, event)
            raise self.stop(Fault("yaml.too_many_values", message, place, "split it into several files"))
        if isinstance(event, ScalarEvent):
            return self.scalar(event)
        if isinstance(event, CollectionStartEvent):
            return self.collection(event)
        assert isinstance(event, AliasEvent)
        place = word_place(self.text, event)
        message = f"the alias {excerpt(f'*{event.anchor}')} is not allowed"
        self.add(Fault("yaml.alias", message, place, "write the value out, or put text in quotes"))
        return Scalar("", place, True)

    def scalar(self, event: ScalarEvent) -> Scalar:
        """Return the text of the event, unescaped, with the place of its content."""
        text, style = event.value, event.style
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        if not style:
            place = plain_place(self.text, event)
        elif style in "'\"":
            place = quoted_place(self.text, event)
        else:
            place = block_place(self.text, event)
        if len(text) > LONGEST_SCALAR:
            message = f"this text has {len(text):_} characters, more than {LONGEST_SCALAR:_}"
            self.add(Fault("yaml.long_text", message, place, "shorten the text"))
        if style == '"':
            for _, name in hidden_characters(text):
                message = f"an escape stands for {name}, which a reader cannot see"
                self.add(Fault("yaml.hidden_character", message, place, "take the escape out"))
        return Scalar(text, place, bool(style))

    def refuse_properties(self, event: ScalarEvent | CollectionStartEvent) -> None:
        """Add a fault for the anchor and one for the tag of the event."""
        if event.anchor is not None:
            place = property_place(self.text, event, "&")
            message = f"the anchor {excerpt(f'&{event.anchor}')} is not allowed"
            self.add(Fault("yaml.alias", message, place, "write each value out, or put text in quotes"))
        if event.tag is not None:
            place = property_place(self.text, event, "!")
            written = self.text.lines[place.line - 1][place.column - 1 : place.end_column - 1]
            message = f"the tag {excerpt(written)} is not allowed"
            self.add(Fault("yaml.tag", message, place, "delete the tag, or put text in quotes"))

    def collection(self, event: CollectionStartEvent) -> Node:
        """Return the mapping or sequence that begins with this event."""
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        self.depth += 1
        if self.depth > DEEPEST:
            message = f"values stand more than {DEEPEST} levels deep in each other"
            raise self.stop(Fault("yaml.too_deep", message, word_place(self.text, event), "use fewer levels"))
        node = self.mapping(event) if isinstance(event, MappingStartEvent) else self.sequence(event)
        self.depth -= 1
        return node

    def mapping(self, start: CollectionStartEvent) -> Mapping:
        """Return the mapping that begins with this event."""
        pairs: Pairs = []
        while not isinstance(event := self.event(), MappingEndEvent):
            pairs.append((self.node(event), self.node(self.event())))
        for fault in mapping_slips(self.text, pairs, bool(start.flow_style)):
            self.add(fault)
        place = span_place(self.text, start, event, pairs[-1][1].place if pairs else None)
        return Mapping(tuple([(key, value) for key, value in pairs if isinstance(key, Scalar)]), place)

    def sequence(self, start: CollectionStartEvent) -> Sequence:
        """Return the sequence that begins with this event."""
        items: list[Node] = []
        while not isinstance(event := self.event(), SequenceEndEvent):
            items.append(self.node(event))
        if start.flow_style:
            for fault in sequence_slips(self.text, items):
                self.add(fault)
        return Sequence(tuple(items), span_place(self.text, start, event, items[-1].place if items else None))
