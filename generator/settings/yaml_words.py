"""What PyYAML says of a broken file, in words for those who do not know its grammar."""

IN_PLAIN_WORDS = {
    "found character that cannot start any token": "a tab stands where blanks belong, or a value "
    "begins with a sign such as @, % or `: put it in quotes",
    "could not find expected ':'": "a key lacks its colon, or the blank after it",
    "mapping values are not allowed in this context": "a colon and a blank stand within a value: "
    "put it in quotes; or the key stands too far in",
    "block sequence entries are not allowed in this context": "a list begins on the line below its "
    "key, a - and a blank before each entry",
    "did not find expected key": "the line stands further in or out than those that it belongs to, "
    "or a value goes on after its closing quotation mark",
    "did not find expected '-' indicator": "the line stands further in or out than the entries of "
    "the list around it",
    "did not find expected node content": "a value is missing, or begins with a sign such as #, % "
    "or @: put it in quotes",
    "did not find expected <document start>": "the text goes on where the file should have ended: "
    "the line stands too far out, or is no key with its value",
    "found unexpected end of stream": "a quotation mark is opened here and never closed",
    "did not find expected ',' or ']'": "a list in [ ] lacks a comma or its ]",
    "did not find expected ',' or '}'": "keys in { } lack a comma or the }",
    "did not find expected hexdecimal number": "\\ has a meaning of its own between double "
    "quotation marks: use single ones",
    "found unknown escape character": "\\ has a meaning of its own between double quotation "
    "marks: use single ones",
    "did not find expected alphabetic or numeric character": "a value begins with & or *: put it "
    "in quotes",
}
