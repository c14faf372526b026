"""Makes edited-in-libreoffice.docx: opens report.docx in LibreOffice without a window and edits it as people do.

The comment was put in afterwards with python-docx: LibreOffice 7.4 without a window crashes on comments.
Run with the system's Python (package python3-uno), not in the tests:
    soffice --headless --accept="socket,host=127.0.0.1,port=2002;urp;" &
    /usr/bin/python3 edit_in_libreoffice.py report.docx edited-in-libreoffice.docx
"""

import sys
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def setting(name, value):
    item = PropertyValue()
    item.Name, item.Value = name, value
    return item


def paragraphs(document):
    cursor = document.Text.createEnumeration()
    while cursor.hasMoreElements():
        item = cursor.nextElement()
        if item.supportsService("com.sun.star.text.Paragraph"):
            yield item


def holding(document, words):
    return next(item for item in paragraphs(document) if words in item.String)


def replace(document, old, new):
    search = document.createSearchDescriptor()
    search.SearchString = old
    document.findFirst(search).String = new


def main(source, target):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    context = resolver.resolve("uno:socket,host=127.0.0.1,port=2002;urp;StarOffice.ComponentContext")
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(Path(source).resolve().as_uri(), "_blank", 0, (setting("Hidden", True),))

    # a cell of a table: its text is found as any other
    replace(document, "Under way", "Done")
    # a figure changed
    replace(document, "There were 59.3 visits", "There were 95.3 visits")
    # a paragraph moved: the last one of the second section to before the one above it
    note = holding(document, "Two nurses joined")
    words = note.String
    level = holding(document, "People waited")
    note.Text.insertString(level.Start, words, False)
    cursor = level.Text.createTextCursorByRange(level.Start)
    cursor.goRight(len(words), False)
    level.Text.insertControlCharacter(cursor, 0, False)
    old = [item for item in paragraphs(document) if item.String == words][-1]
    gone = old.Text.createTextCursorByRange(old.End)
    gone.gotoStartOfParagraph(True)
    gone.String = ""
    # a sentence typed at the end of a paragraph
    long = holding(document, "There were 1,240 visits")
    long.Text.insertString(long.End, " More people came in the evening.", False)
    # a tracked deletion
    document.RecordChanges = True
    replace(document, " and illness by 85", "")
    document.RecordChanges = False
    document.storeToURL(Path(target).resolve().as_uri(), (setting("FilterName", "MS Word 2007 XML"),))
    document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
