"""What can be wrong in the narrative, as it is turned into the text of a document."""

from __future__ import annotations

from generator.findings import Rule, Severity

UNKNOWN_NAME = Rule(
    code="NARR-01",
    severity=Severity.ERROR,
    title="Unknown name in the narrative",
    explanation="The narrative asks for a figure, filter, table or chart that the pack lacks.",
    example="survey.response is not a figure of this pack; near it are survey.responses",
    remedy="Correct the name between the braces, or add the figure to figures.csv.",
)
UNKNOWN_PLACE = Rule(
    code="NARR-02",
    severity=Severity.ERROR,
    title="Unknown table or chart",
    explanation=(
        "A line such as [Table: survey] puts a table or chart into the text. It stands alone in "
        "its paragraph, and the pack must have the input that it shows."
    ),
    example="[Table: surveys] is not a table of this pack; it has savings, survey",
    remedy="Correct the name in the square brackets, or add the input that it shows.",
)
UNSUPPORTED = Rule(
    code="NARR-03",
    severity=Severity.ERROR,
    title="Markdown that a report cannot show",
    explanation="The narrative holds something that has no place in a committee report.",
    example="a picture stands in the text",
    remedy="Take it out, or write it in one of the ways that inputs/README.md lists.",
)
NO_CAPTION = Rule(
    code="NARR-04",
    severity=Severity.ERROR,
    title="Table without a caption",
    explanation="Each table needs a caption, which a screen reader announces.",
    example="the table has no caption",
    remedy="Put a paragraph such as 'Table: Visits by month' right before the table.",
)
LINK_LEADS_NOWHERE = Rule(
    code="NARR-12",
    severity=Severity.ERROR,
    title="A link that a report cannot have",
    explanation="A reader of the published paper can open web and mail addresses only.",
    example="the link S:\\Reports\\Q4.docx is neither a web address nor a mail address",
    remedy="Write the whole address, such as https://www.example.org/reports.",
)
HALF_WRITTEN = Rule(
    code="NARR-13",
    severity=Severity.ERROR,
    title="A half-written figure",
    explanation=(
        "Double braces draw a figure and are closed on the same line; there are no other "
        "instructions. What is half-written would be printed as it stands."
    ),
    example="{{ survey.responses people is not closed",
    remedy="Close the braces, or put a backslash before them to print them.",
)
PLACED_TWICE = Rule(
    code="NARR-14",
    severity=Severity.ERROR,
    title="A table or chart placed twice",
    explanation="Each table and chart has one number in a document, and so one place.",
    example="[Table: survey] stands already on line 12 of narrative/background.md",
    remedy="Keep one of the two, and refer to it from the other: {{ table.survey }}.",
)
REFERS_TO_NOTHING = Rule(
    code="NARR-15",
    severity=Severity.ERROR,
    title="A reference to a table or chart that is not in the document",
    explanation="A number is drawn from the place where the table or chart stands.",
    example="{{ table.survey }} is drawn, but executive-report.docx has no line [Table: survey]",
    remedy="Place the table or chart in the same document, or take the reference out.",
)
CHART_NOT_BORNE = Rule(
    code="NARR-16",
    severity=Severity.WARNING,
    title="A chart that is placed but not borne, or borne but not placed",
    explanation=(
        "A document shows the charts that its `charts` in pack.yaml lists, where the narrative "
        "has their lines. One without the other shows nothing."
    ),
    example="[Chart: survey] prints nothing: executive-report.docx does not list it under charts",
    remedy="Add it where it is missing, or take it out of the other.",
)
SECTION_UNUSED = Rule(
    code="NARR-17",
    severity=Severity.WARNING,
    title="A section that no document prints",
    explanation="The section is in the inputs, but no template and no document names it.",
    example="no document prints the section recomendation",
    remedy="Correct its name (near ones are named), or delete it.",
)
SECTION_BLANK = Rule(
    code="NARR-18",
    severity=Severity.ERROR,
    title="An appendix without a text",
    explanation="The document would be published with nothing but its title.",
    example="the section residents, which appendix-1.docx prints, is blank",
    remedy="Write the section, or take the document out of pack.yaml.",
)
