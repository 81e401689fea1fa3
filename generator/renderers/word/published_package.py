"""What may travel in a published file: an allow-list of parts, settings and marks.

Everything else is taken out where nothing that is printed depends on it, or refused by name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from generator.inputs.picture_metadata import without_metadata
from generator.renderers.word.fields import field_kind
from generator.renderers.word.markup import W, remove
from generator.renderers.word.template_tags import TAG, place, shortened


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Kinds of relationship whose parts are published.
_KEPT_PARTS = _words(
    """officeDocument core-properties styles settings numbering fontTable header footer footnotes
    endnotes theme themeOverride image font chart chartStyle chartColorStyle chartUserShapes
    diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing"""
)
# Kinds of relationship that are taken out: nothing that is printed needs their parts.
_DROPPED_PARTS = _words(
    """webSettings stylesWithEffects extended-properties custom-properties thumbnail
    glossaryDocument commentsExtended commentsIds commentsExtensible people customXml
    customXmlProps printerSettings keyMapCustomizations origin classificationlabels
    documenttasks recipientData xmlMaps"""
)
_KEPT_TYPES = re.compile(
    r"image/(?!.*(script|html))|(application/vnd\.(openxmlformats-|ms-office\.)"
    r"(?!.*(macro|activeX|vba|oleObject|\.sheet))|application/(x-font|vnd\.ms-package\.obf)).*"
)
_REMOTE = {
    "image": "a picture that is fetched from elsewhere",
    "attachedTemplate": "a template attached from elsewhere",
    "oleObject": "an object that is linked from elsewhere",
    "subDocument": "a document that is linked from elsewhere",
    "frame": "a frame that is fetched from elsewhere",
    "aFChunk": "a document that is embedded",
    "mailMergeSource": "a mail merge",
    "mailMergeHeaderSource": "a mail merge",
    "package": "a linked file",
}
_LOCAL = {
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "attachedToolbars": "macros",
    "oleObject": "an embedded object",
    "control": "a control that runs a program",
    "package": "an embedded file",
    "aFChunk": "an embedded document",
    "audio": "sound",
    "video": "a film",
    "media": "a sound or a film",
    "ctrlProp": "a control that runs a program",
}
# Settings that a published file keeps: they decide how it looks.
_SETTINGS = _words(
    """zoom removeDateAndTime mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader
    bordersDoNotSurroundFooter gutterAtTop defaultTabStop autoHyphenation consecutiveHyphenLimit
    hyphenationZone doNotHyphenateCaps evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting
    bookFoldPrintingSheets displayBackgroundShape characterSpacingControl noLineBreaksAfter
    noLineBreaksBefore footnotePr endnotePr compat mathPr themeFontLang clrSchemeMapping
    decimalSymbol listSeparator embedTrueTypeFonts saveSubsetFonts embedSystemFonts
    drawingGridHorizontalSpacing drawingGridVerticalSpacing noColumnBalance"""
)
# The marks of WordprocessingML that a published text keeps.
_MARKS = _words(
    """abstractNum abstractNumId adjustRightInd alias autoSpaceDE autoSpaceDN b bCs background bar
    bdo bdr between bibliography bidi bidiVisual body bookmarkEnd bookmarkStart bottom br
    calendar cantSplit caps citation cnfStyle col color cols comboBox contextualSpacing
    continuationSeparator cr cs date dateFormat dir docGrid document docPartCategory
    docPartGallery docPartList docPartObj docPartUnique drawing dropDownList dstrike
    eastAsianLayout effect em emboss end endnote endnotePr endnoteRef endnoteReference endnotes
    equation fitText fldChar fldSimple footerReference footnote footnotePr footnoteRef
    footnoteReference footnotes formProt framePr ftr gridAfter gridBefore gridCol gridSpan group
    hMerge hdr header headers headerReference hideMark highlight hps hpsBaseText hpsRaise
    hyperlink i iCs id ilvl imprint ind insideH insideV instrText jc keepLines keepNext kern
    kinsoku label lang left lid listItem lnNumType lock mirrorIndents noBreakHyphen noEndnote
    noProof noWrap numFmt numId numPr numRestart numStart oMath outline outlineLvl overflowPunct
    p pBdr pPr pStyle pageBreakBefore paperSrc pgBorders pgMar pgNum pgNumType pgSz picture pict
    pos position ptab r rFonts rPr rStyle richText right rt rtl rtlGutter ruby rubyAlign
    rubyBase rubyPr sdt sdtContent sdtEndPr sdtPr sectPr separator shadow shd showingPlcHdr
    smallCaps snapToGrid softHyphen spacing specVanish start storeMappedDataAs strike
    suppressAutoHyphens suppressLineNumbers suppressOverlap sym sz szCs t tab tabIndex tabs tag
    tbl tblBorders tblCaption tblCellMar tblCellSpacing tblDescription tblGrid tblHeader tblInd
    tblLayout tblLook tblOverlap tblPr tblPrEx tblStyle tblStyleColBandSize tblStyleRowBandSize
    tblW tblpPr tc tcBorders tcFitText tcMar tcPr tcW temporary text textAlignment textDirection
    textboxTightWrap titlePg tl2br top topLinePunct tr tr2bl trHeight trPr txbxContent type u
    vAlign vMerge vanish vertAlign w wAfter wBefore webHidden widowControl wordWrap"""
)
_DROPPED_MARKS = _words(
    """proofErr lastRenderedPageBreak permStart permEnd divId printerSettings placeholder fldData
    smartTagPr customXmlPr rsids"""
)
_NAMED_MARKS = {
    "hidden": "a hidden row", "dataBinding": "a content control that is bound to data",
    "object": "an embedded object", "control": "a control that runs a program",
    "altChunk": "an embedded document", "subDoc": "a linked document",
    "customXml": "custom XML", "ffData": "a form field", "contentPart": "ink",
    "commentReference": "a comment", "commentRangeStart": "a comment",
    "commentRangeEnd": "a comment", "annotationRef": "a comment", "movie": "a film",
    "OLEObject": "an embedded object", "frameset": "frames", "repeatingSection":
    "a repeating content control",
    "dayLong": "the date of the day on which it is opened",
    "dayShort": "the date of the day on which it is opened",
    "monthLong": "the date of the day on which it is opened",
    "monthShort": "the date of the day on which it is opened",
    "yearLong": "the date of the day on which it is opened",
    "yearShort": "the date of the day on which it is opened",
}  # fmt: skip
_COMMENT = "it holds a comment; take it out"
_CHANGE = re.compile(
    r"(ins|del|delText|delInstrText|moveFrom|moveTo|cellIns|cellDel|cellMerge|numberingChange"
    r"|\w+PrChange|tblGridChange|(moveFrom|moveTo|customXml\w+)Range(Start|End)|customXml.*Range.*)"
)
# Namespaces of drawings, formulas and newer Word marks.
_DRAWN = re.compile(
    r"http://schemas\.(openxmlformats\.org/(drawingml|markup-compatibility|officeDocument)/"
    r"|microsoft\.com/office/(drawing|word)/)|urn:schemas-microsoft-com:(vml|office:office|"
    r"office:word)$"
)
# Fields that a template may have: they speak of the document itself.
_WORD_FIELDS = _words(
    """PAGE NUMPAGES SECTION SECTIONPAGES SEQ REF PAGEREF NOTEREF STYLEREF HYPERLINK TOC TC XE INDEX
    TOA TA TITLE SUBJECT AUTHOR LISTNUM SYMBOL ADVANCE EQ ="""
)
_FETCHING = _words(
    """DDE DDEAUTO INCLUDETEXT INCLUDEPICTURE LINK IMPORT DATABASE MACROBUTTON RD EMBED"""
)
_DATES = _words("""DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME""")
# Any other link leads to a drive that no reader of the public has.
_LINKS = ("http://", "https://", "mailto:", "#")
_WEB_LINK = re.compile(r'(?i)^\s*HYPERLINK\s+(?:\\[lmnt]\s|"?(?:https?://|mailto:|#))')
_FILE = re.compile(r"(?i)\bfile:|\b[a-z]:[\\/]|\\\\\\\\\w")
_PATH = re.compile(r"^(?:[A-Za-z]:\\|\\\\|file:)")
# They tell which passages were written in one sitting, so who wrote what.
_RSID = re.compile(r"^\{.*\}rsid")
_TEXT_PARTS = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml")


def refused_matter(package: Any) -> Iterator[str]:
    """Each thing that a template must not bring along, with what to do about it."""
    kinds = _kinds_of_parts(package)
    has_comments = any("comments" in each for each in kinds.values())
    for source in (package, *package.iter_parts()):
        yield from _refused_relations(source.rels.values())
    for part in package.iter_parts():
        if part.content_type == "image/tiff":
            seen = f"a TIFF picture, {part.partname}, which can say where and by whom it was made"
            yield f"it holds {seen}; save it as PNG"
        if kinds[part] <= _KEPT_PARTS and not _KEPT_TYPES.match(part.content_type):
            yield f"it holds a part of the kind {part.content_type}; take it out"
        if part.content_type.endswith(_TEXT_PARTS):
            root = _root(part)
            for sentence in _refused_marks(root):
                if not (has_comments and sentence.endswith(_COMMENT)):  # told once, as a part
                    yield sentence
            yield from _refused_fields(root)
        elif _has_tag(part) and "core-properties" not in kinds[part]:
            yield f"it holds a tag in {part.partname}, where no tag is filled in; take it out"


def _kinds_of_parts(package: Any) -> Mapping[Any, set[str]]:
    """The kinds of relationship that lead to each part."""
    kinds: dict[Any, set[str]] = defaultdict(set)
    for source in (package, *package.iter_parts()):
        for relation in source.rels.values():
            if not relation.is_external:
                kinds[relation.target_part].add(_kind(relation))
    return kinds


def _kind(relation: Any) -> str:
    return str(relation.reltype).rsplit("/", 1)[-1]


def _has_tag(part: Any) -> bool:
    blob = part.blob
    return part.content_type.endswith("xml") and (b"{{" in blob or b"{%" in blob)


def _refused_relations(relations: Any) -> Iterator[str]:
    for relation in relations:
        kind = _kind(relation)
        if relation.is_external:
            yield from _refused_address(kind, relation.target_ref)
        elif kind == "comments":
            if _holds_comments(relation):
                yield "it holds comments, which would be published; delete them"
        elif kind not in _KEPT_PARTS | _DROPPED_PARTS:
            yield f"it holds {_LOCAL.get(kind, f'a part of an unknown kind ({kind})')}; take it out"


def _refused_address(kind: str, address: str) -> Iterator[str]:
    if kind != "hyperlink":
        what = _REMOTE.get(kind, f"something from elsewhere ({kind})")
        yield f"it holds {what}: {shortened(address)}; take it out"
    elif "{{" in address or "{%" in address:
        yield f"it holds a tag in the address of a link: {shortened(address)}; print it as text"
    elif not address.lower().startswith(_LINKS):
        yield (
            f"it holds a link to a file: {shortened(address)}; link to a web address, or take the "
            "link out"
        )


def _refused_marks(root: etree._Element) -> Iterator[str]:
    if any(_CHANGE.fullmatch(etree.QName(each).localname) for each in root.iter(f"{W}*")):
        yield "it holds tracked changes, which would be published; accept or reject them"
    told: set[etree._Element | None] = set()
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if element.getparent() in told:  # it belongs to what is refused
            told.add(element)
            continue
        if _CHANGE.fullmatch(name.localname) and element.tag.startswith(W):
            continue
        if element.tag == f"{W}showingPlcHdr" and (prompt := _prompt_of(element)):
            seen = f"a content control still shows its prompt '{shortened(prompt)}'"
            yield f"{place(element)}: {seen}; fill it in, or take the control out"
        if element.tag.startswith(W) and name.localname in _MARKS:
            continue
        if _DRAWN.match(name.namespace or "") and name.localname not in _NAMED_MARKS:
            fault = _described_by_path(element)
            if fault:
                yield f"{place(element)}: {fault}"
            continue
        told.add(element)
        what = _NAMED_MARKS.get(name.localname, f"the mark {name.localname}, which is not known")
        yield f"{place(element)}: it holds {what}; take it out"


def _prompt_of(mark: etree._Element) -> str:
    """The prompt of a content control in which nothing is filled in, "" where a tag will be."""
    control = next(mark.iterancestors(f"{W}sdt"), None)
    texts = () if control is None else control.iterfind(f"{W}sdtContent//{W}t")
    prompt = "".join(each.text or "" for each in texts)
    return "" if TAG.search(prompt) else prompt.strip()


def _described_by_path(element: etree._Element) -> str:
    """What is wrong with the alternative text of a picture, or ""."""
    path = str(element.get("descr", ""))
    return (
        f"the picture's alternative text is the path of a file: {shortened(path)}; say what the "
        "picture shows"
        if _PATH.match(path)
        else ""
    )


def _refused_fields(root: etree._Element) -> Iterator[str]:
    for code in _field_codes(root):
        word = field_kind(code)
        if TAG.search(code):
            yield f"it holds a tag in a field's code: {shortened(code)}; put the tag into the text"
        elif word in _FETCHING:
            yield f"it holds a field that fetches from elsewhere: {shortened(code)}; take it out"
        elif word == "HYPERLINK" and not _WEB_LINK.match(code):
            yield f"it holds a link to a file: {shortened(code)}; link to a web address"
        elif _FILE.search(code):
            yield f"it holds a field with the path of a file: {shortened(code)}; take it out"
        elif word in _DATES:
            yield (
                f"it holds the field {word}, which changes from day to day: {shortened(code)}; "
                "print a date with a tag such as {{ pack.as_of }}"
            )
        elif word and word not in _WORD_FIELDS:
            yield f"it holds a field of the kind {word}: {shortened(code)}; take it out"


def _field_codes(root: etree._Element) -> Iterator[str]:
    """The whole code of each field: Word may split it over runs."""
    for simple in root.iter(f"{W}fldSimple"):
        yield str(simple.get(f"{W}instr"))
    open_codes: list[list[str]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText"):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            open_codes.append([])
        elif element.tag == f"{W}instrText":
            if open_codes:
                open_codes[-1].append(element.text or "")
            else:
                yield element.text or ""
        elif kind == "end" and open_codes:
            yield "".join(open_codes.pop())


def take_out_the_unpublished(document: Any) -> None:
    """Remove from a template, as it is opened, what no published file keeps."""
    package = document.part.package
    for source in (package, *package.iter_parts()):
        for key, relation in list(source.rels.items()):
            kind = _kind(relation)
            # Word leaves the part when the last comment is deleted.
            is_empty = kind == "comments" and not _holds_comments(relation)
            if not relation.is_external and (kind in _DROPPED_PARTS or is_empty):
                del source.rels[key]
    for part in package.iter_parts():
        if part.content_type.startswith("image/"):
            part._blob = without_metadata(part.blob)
        elif part.content_type.endswith(_TEXT_PARTS):
            root = _root(part)
            _clean(root)
            if not hasattr(part, "element"):
                part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        elif hasattr(part, "element"):
            _drop_rsids(part.element)
            for mark in list(part.element.iter(f"{W}rsid", f"{W}rPrChange", f"{W}pPrChange")):
                remove(mark)
    settings = document.settings.element
    for child in list(settings.iterchildren(etree.Element)):
        if etree.QName(child).localname not in _SETTINGS:
            settings.remove(child)


def _holds_comments(relation: Any) -> bool:
    return b"<w:comment " in relation.target_part.blob


def _root(part: Any) -> etree._Element:
    element = getattr(part, "element", None)
    return etree.fromstring(part.blob) if element is None else element


def _clean(root: etree._Element) -> None:
    _drop_rsids(root)
    # A smart tag only wraps text: the text stays.
    for tag in list(root.iter(f"{W}smartTag")):
        for child in list(tag):
            tag.addprevious(child)
        remove(tag)
    for mark in list(root.iter(*(f"{W}{name}" for name in _DROPPED_MARKS))):
        remove(mark)
    for mark in list(root.iter(f"{W}showingPlcHdr")):
        if not _prompt_of(mark):  # what a tag prints is none
            remove(mark)
    for mark in root.iter(f"{W}fldChar", f"{W}fldSimple"):
        mark.attrib.pop(f"{W}fldLock", "")  # Word never renews a locked field
    for element in root.iter("{*}docPr", "{*}cNvPr"):
        # Word names a picture by its file, with the folders of the officer who put it in.
        if _PATH.match(name := str(element.get("name", ""))):
            element.set("name", re.split(r"[\\/]", name)[-1])


def _drop_rsids(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        for name in [name for name in element.attrib if _RSID.match(str(name))]:
            del element.attrib[name]
