"""Documents: pure blocks, laid out as tagged PDF, finished for archiving, signed and verified. Bytes in, bytes out.

Nothing here knows the store, SQL or a window. Importing this package is cheap; the PDF libraries are loaded by the
modules inside it.
"""
