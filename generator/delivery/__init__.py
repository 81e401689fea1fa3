"""The only code that writes or sends: the outputs folder, its manifest, the mail.

Takes bytes, gives files. Promises that a set of files is moved in as one, that the manifest says
what is in the folder, and that nothing is mailed twice by itself.
"""
